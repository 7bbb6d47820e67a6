package dev.hark.indexer.kafka;

import dev.hark.contract.FakeIndexService;
import dev.hark.indexer.FakeEmbedder;
import dev.hark.indexer.indexing.EmbeddingTurns;
import dev.hark.indexer.indexing.IndexEvent;
import dev.hark.indexer.indexing.MarkFailed;
import dev.hark.indexer.indexing.TranscriptSource;
import dev.hark.indexer.indexing.grpc.GrpcRecordingIndex;
import dev.hark.indexer.indexing.grpc.GrpcRecordingIndex.Timeouts;
import dev.hark.runtime.trace.Tracing;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** A worker in this JVM: the real consumer and client, a fake index and embedder. */
final class RunningWorker implements AutoCloseable {
  private static final FetchConfiguration GIVE_UP_LATE =
      new FetchConfiguration(Duration.ofMinutes(15), 64, 8);

  /** A tenant of these tests may send what it likes, but for what is large. */
  private static final BulkConfiguration BY_SIZE =
      new BulkConfiguration(256 << 10, 1_000_000, 1, 4, 8, 4, 2);

  private static final TranscriptSource NO_SOURCE =
      (_, _) -> new TranscriptSource.Reading.Unavailable("no source");

  private final Server server;
  private final ManagedChannel channel;
  private final ApplicationContext context;
  private final EventConsumers consumers;
  private final WorkerState state = new WorkerState();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  RunningWorker(Map<String, Object> settings, FakeIndexService index, FakeEmbedder embedder) {
    this(settings, index, embedder, NO_SOURCE);
  }

  RunningWorker(
      Map<String, Object> settings,
      FakeIndexService index,
      FakeEmbedder embedder,
      TranscriptSource source) {
    this(settings, GIVE_UP_LATE, index, embedder, source);
  }

  RunningWorker(
      Map<String, Object> settings,
      FetchConfiguration fetches,
      FakeIndexService index,
      FakeEmbedder embedder,
      TranscriptSource source) {
    this(settings, fetches, BY_SIZE, index, embedder, source);
  }

  RunningWorker(
      Map<String, Object> settings,
      BulkConfiguration bulk,
      FakeIndexService index,
      FakeEmbedder embedder) {
    this(settings, GIVE_UP_LATE, bulk, index, embedder, NO_SOURCE);
  }

  private RunningWorker(
      Map<String, Object> settings,
      FetchConfiguration fetches,
      BulkConfiguration bulk,
      FakeIndexService index,
      FakeEmbedder embedder,
      TranscriptSource source) {
    String name = InProcessServerBuilder.generateName();
    try {
      server = InProcessServerBuilder.forName(name).addService(index).build().start();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    channel = InProcessChannelBuilder.forName(name).build();
    GrpcRecordingIndex client =
        new GrpcRecordingIndex(
            channel,
            new Timeouts(Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofSeconds(1)));
    // Not a server: nothing of it consumes.
    context = ApplicationContext.run(settings);
    consumers =
        new EventConsumers(
            context.getBean(KafkaConfiguration.class),
            fetches,
            bulk,
            new IndexEvent(
                client,
                source,
                new EmbeddingTurns(embedder, bulk.embedded(), Duration.ofSeconds(4))),
            new MarkFailed(client),
            context.getBean(Consumers.class),
            context.getBean(AcknowledgedProducer.class),
            state,
            new WorkerMetrics(registry),
            new Tracing("hark-indexer-worker", ""));
    consumers.start();
  }

  /** Settings for tests: short waits, and a dead worker is noticed as soon as the broker allows. */
  static Map<String, Object> settings(TestTopic topic, Map<String, Object> more) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("kafka.bootstrap.servers", topic.bootstrap());
    settings.put("kafka.consumers.events.group.id", topic.name() + "-group");
    settings.put("kafka.consumers.events.session.timeout.ms", 6_000);
    settings.put("kafka.consumers.events.heartbeat.interval.ms", 1_500);
    settings.put("hark.kafka.topic", topic.name());
    settings.put("hark.kafka.dead-letter-topic", topic.name() + ".dlq");
    settings.put("hark.kafka.fetch-topic", topic.name() + ".fetch");
    settings.put("hark.kafka.bulk-topic", topic.name() + ".bulk");
    settings.put("hark.kafka.outcomes-topic", topic.name() + ".outcomes");
    settings.put("hark.kafka.bytes-in-work", 64 << 20);
    settings.put("hark.kafka.first-retry", "50ms");
    settings.put("hark.kafka.longest-retry", "400ms");
    settings.put("hark.kafka.revoke-grace", "2s");
    settings.put("hark.kafka.shutdown-grace", "3s");
    settings.putAll(more);
    return settings;
  }

  WorkerState state() {
    return state;
  }

  /** Partitions that are this worker's. */
  int assigned() {
    return state.assigned();
  }

  double gauge(String name) {
    return registry.get(name).gauge().value();
  }

  @Override
  public void close() {
    consumers.close();
    context.close();
    channel.shutdownNow();
    server.shutdownNow();
  }
}
