package dev.hark.indexer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.micronaut.context.env.yaml.YamlPropertySourceLoader;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
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
    expected.put("hark.kafka.bootstrap", "${HARK_KAFKA_BOOTSTRAP:`127.0.0.1:19092`}");
    expected.put("hark.kafka.topic", "${HARK_KAFKA_TOPIC:recording-events}");
    expected.put(
        "hark.kafka.dead-letter-topic", "${HARK_KAFKA_DEAD_LETTER_TOPIC:`recording-events.dlq`}");
    expected.put("hark.kafka.fetch-topic", "${HARK_KAFKA_FETCH_TOPIC:`recording-events.fetch`}");
    expected.put("hark.kafka.group-id", "${HARK_KAFKA_GROUP_ID:hark-indexer}");
    expected.put("hark.kafka.instance-id", "${HARK_KAFKA_INSTANCE_ID:}");
    expected.put("hark.kafka.session-timeout", "10s");
    expected.put("hark.kafka.max-poll-interval", "5m");
    expected.put("hark.kafka.max-poll-records", 100);
    expected.put("hark.kafka.bytes-in-work", 0);
    expected.put("hark.kafka.first-retry", "200ms");
    expected.put("hark.kafka.longest-retry", "30s");
    expected.put("hark.kafka.revoke-grace", "3s");
    expected.put("hark.kafka.shutdown-grace", "8s");
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
    expected.put("hark.embedding.cached-queries", "${HARK_EMBEDDING_CACHED_QUERIES:1000}");
    Map<String, Object> found = new TreeMap<>(read());
    found.keySet().removeIf(key -> !key.startsWith("hark."));
    assertEquals(expected, found);
    assertEquals("${HARK_INDEXER_PORT:9093}", read().get("micronaut.server.port"));
    assertEquals("${HARK_BIND_HOST:127.0.0.1}", read().get("micronaut.server.host"));
  }

  private static Map<String, Object> read() throws IOException {
    try (InputStream yaml =
        Objects.requireNonNull(ConfigurationTest.class.getResourceAsStream("/application.yml"))) {
      return new YamlPropertySourceLoader().read("application", yaml);
    }
  }
}
