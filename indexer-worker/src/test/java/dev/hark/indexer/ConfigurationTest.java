package dev.hark.indexer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.micronaut.context.env.yaml.YamlPropertySourceLoader;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.common.metrics.JmxReporter;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.ByteBufferDeserializer;
import org.junit.jupiter.api.Test;

/** The defaults, pinned: who runs the worker relies on them. */
final class ConfigurationTest {
  @Test
  void defaultsAreThese() throws IOException {
    Map<String, Object> expected = new TreeMap<>();
    expected.put("hark.internal.token", "${HARK_INTERNAL_TOKEN:}");
    expected.put("hark.internal.certificate", "${HARK_INTERNAL_CERTIFICATE:}");
    expected.put("hark.internal.key", "${HARK_INTERNAL_KEY:}");
    expected.put("hark.internal.authority", "${HARK_INTERNAL_CA:}");
    expected.put("hark.internal.keep-alive", "15s");
    expected.put("hark.internal.keep-alive-timeout", "10s");
    expected.put("hark.traces.endpoint", "${OTEL_EXPORTER_OTLP_ENDPOINT:}");
    expected.put("hark.kafka.topic", "${HARK_KAFKA_TOPIC:recording-events}");
    expected.put(
        "hark.kafka.dead-letter-topic", "${HARK_KAFKA_DEAD_LETTER_TOPIC:`recording-events.dlq`}");
    expected.put("hark.kafka.fetch-topic", "${HARK_KAFKA_FETCH_TOPIC:`recording-events.fetch`}");
    expected.put("hark.kafka.bulk-topic", "${HARK_KAFKA_BULK_TOPIC:`recording-events.bulk`}");
    expected.put("hark.kafka.outcomes-topic", "${HARK_KAFKA_OUTCOMES_TOPIC:`recording-outcomes`}");
    expected.put("hark.kafka.bytes-in-work", 0);
    expected.put("hark.kafka.first-retry", "200ms");
    expected.put("hark.kafka.longest-retry", "30s");
    expected.put("hark.kafka.revoke-grace", "3s");
    expected.put("hark.kafka.shutdown-grace", "8s");
    expected.put("hark.bulk.large-event", 262_144);
    expected.put("hark.bulk.share", 16);
    expected.put("hark.bulk.share-per-second", 1);
    expected.put("hark.bulk.total-shares", 4);
    expected.put("hark.bulk.indexed", 4);
    expected.put("hark.bulk.indexed-per-project", 3);
    expected.put("hark.bulk.embedded", 2);
    expected.put("hark.search-service.address", "${HARK_SEARCH_ADDRESS:`127.0.0.1:9092`}");
    expected.put("hark.search-service.timeout", "60s");
    expected.put("hark.search-service.stall-timeout", "60s");
    expected.put("hark.search-service.timeout-per-chunk", "10s");
    expected.put("hark.ask-service.address", "${HARK_ASK_ADDRESS:}");
    expected.put("hark.ask-service.timeout", "60s");
    expected.put("hark.transcripts.folders", "${HARK_TRANSCRIPT_FOLDERS:}");
    expected.put("hark.transcripts.http-hosts", "${HARK_TRANSCRIPT_HTTP_HOSTS:}");
    expected.put("hark.transcripts.connect-timeout", "5s");
    expected.put("hark.transcripts.read-timeout", "60s");
    expected.put("hark.transcripts.give-up-after", "15m");
    expected.put("hark.transcripts.fetches", 64);
    expected.put("hark.transcripts.fetches-per-project", 8);
    expected.put("hark.embedding.provider", "${HARK_EMBEDDING_PROVIDER:builtin}");
    expected.put("hark.embedding.folder", "${HARK_EMBEDDING_FOLDER:}");
    expected.put("hark.embedding.base-url", "${HARK_EMBEDDING_BASE_URL:}");
    expected.put("hark.embedding.model", "${HARK_EMBEDDING_MODEL:}");
    expected.put("hark.embedding.api-key", "${HARK_EMBEDDING_API_KEY:}");
    expected.put("hark.embedding.dimension", "${HARK_EMBEDDING_DIMENSION:}");
    expected.put("hark.embedding.query-prefix", "${HARK_EMBEDDING_QUERY_PREFIX:}");
    expected.put("hark.embedding.passage-prefix", "${HARK_EMBEDDING_PASSAGE_PREFIX:}");
    expected.put("hark.embedding.max-characters", "${HARK_EMBEDDING_MAX_CHARACTERS:2000}");
    expected.put("hark.embedding.timeout", "${HARK_EMBEDDING_TIMEOUT:PT30S}");
    expected.put("hark.embedding.threads", "${HARK_EMBEDDING_THREADS:}");
    expected.put("hark.embedding.nice", "${HARK_INDEXER_EMBEDDING_NICE:15}");
    expected.put("hark.embedding.cached-queries", "${HARK_EMBEDDING_CACHED_QUERIES:1000}");
    assertEquals(expected, found("hark."));
    assertEquals("${HARK_INDEXER_PORT:9093}", read().get("micronaut.server.port"));
    assertEquals("${HARK_BIND_HOST:127.0.0.1}", read().get("micronaut.server.host"));
  }

  @Test
  void nothingThatCouldLoseOrSkipARecordIsLeftToKafka() throws IOException {
    Map<String, Object> expected = new TreeMap<>();
    expected.put("kafka.bootstrap.servers", "${HARK_KAFKA_BOOTSTRAP:`127.0.0.1:19092`}");
    expected.put("kafka.metadata.max.age.ms", 10_000);
    expected.put("kafka.health.enabled", false);
    String events = "kafka.consumers.events.";
    expected.put(events + "group.id", "${HARK_KAFKA_GROUP_ID:hark-indexer}");
    expected.put(events + "group.instance.id", "${HARK_KAFKA_INSTANCE_ID:}");
    expected.put(events + "group.protocol", "classic");
    expected.put(
        events + "partition.assignment.strategy", CooperativeStickyAssignor.class.getName());
    expected.put(events + "session.timeout.ms", "${HARK_KAFKA_SESSION_TIMEOUT_MS:10000}");
    expected.put(events + "max.poll.interval.ms", "${HARK_KAFKA_MAX_POLL_INTERVAL_MS:300000}");
    expected.put(events + "max.poll.records", "${HARK_KAFKA_MAX_POLL_RECORDS:100}");
    expected.put(events + "enable.auto.commit", false);
    expected.put(events + "auto.offset.reset", "earliest");
    expected.put(events + "isolation.level", "read_committed");
    expected.put(events + "allow.auto.create.topics", false);
    expected.put(events + "fetch.max.bytes", 4 << 20);
    expected.put(events + "max.partition.fetch.bytes", 1 << 20);
    expected.put(events + "key.deserializer", ByteArrayDeserializer.class.getName());
    expected.put(events + "value.deserializer", ByteBufferDeserializer.class.getName());
    expected.put(events + "metric.reporters", JmxReporter.class.getName());
    String handOver = "kafka.producers.hand-over.";
    expected.put(handOver + "acks", "all");
    expected.put(handOver + "enable.idempotence", true);
    expected.put(handOver + "linger.ms", 0);
    expected.put(handOver + "max.request.size", 41 << 20);
    expected.put(handOver + "buffer.memory", 42 << 20);
    expected.put(handOver + "request.timeout.ms", 10_000);
    expected.put(handOver + "max.block.ms", 10_000);
    expected.put(handOver + "delivery.timeout.ms", 20_000);
    expected.put(handOver + "key.serializer", ByteArraySerializer.class.getName());
    expected.put(handOver + "value.serializer", ByteArraySerializer.class.getName());
    assertEquals(expected, found("kafka."));
  }

  private static Map<String, Object> found(String prefix) throws IOException {
    Map<String, Object> found = new TreeMap<>(read());
    found.keySet().removeIf(key -> !key.startsWith(prefix));
    return found;
  }

  private static Map<String, Object> read() throws IOException {
    try (InputStream yaml =
        Objects.requireNonNull(ConfigurationTest.class.getResourceAsStream("/application.yml"))) {
      return new YamlPropertySourceLoader().read("application", yaml);
    }
  }
}
