package dev.hark.indexer.kafka;

import dev.hark.indexer.FakeEmbedder;
import dev.hark.indexer.FakeIndexService;
import dev.hark.indexer.indexing.IndexEvent;
import dev.hark.indexer.indexing.MarkFailed;
import dev.hark.indexer.indexing.TranscriptSource;
import dev.hark.indexer.indexing.grpc.GrpcRecordingIndex;
import dev.hark.indexer.indexing.grpc.Timeouts;
import dev.hark.indexer.trace.Tracing;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** A worker in this JVM: the real consumer and client, a fake index and embedder. */
final class RunningWorker implements AutoCloseable {
  private static final FetchConfiguration GIVE_UP_LATE =
      new FetchConfiguration(Duration.ofMinutes(15), 64, 8);
  private static final TranscriptSource NO_SOURCE =
      (_, _) -> new TranscriptSource.Reading.Unavailable("no source");

  private final Server server;
  private final ManagedChannel channel;
  private final AcknowledgedProducer producer;
  private final EventConsumers consumers;
  private final WorkerState state = new WorkerState();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  RunningWorker(KafkaConfiguration configuration, FakeIndexService index, FakeEmbedder embedder) {
    this(configuration, index, embedder, NO_SOURCE);
  }

  RunningWorker(
      KafkaConfiguration configuration,
      FakeIndexService index,
      FakeEmbedder embedder,
      TranscriptSource source) {
    this(configuration, GIVE_UP_LATE, index, embedder, source);
  }

  RunningWorker(
      KafkaConfiguration configuration,
      FetchConfiguration fetches,
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
    producer = new KafkaWiring().producer(configuration);
    consumers =
        new KafkaWiring()
            .consumers(
                configuration,
                fetches,
                new IndexEvent(client, source, embedder),
                new MarkFailed(client),
                producer,
                state,
                registry,
                new Tracing(""));
    consumers.start();
  }

  /** Settings for tests: short waits, and a dead worker is noticed as soon as the broker allows. */
  static KafkaConfiguration settings(
      String bootstrap, String topic, UnaryOperator<KafkaConfiguration> change) {
    return change.apply(
        new KafkaConfiguration(
            bootstrap,
            topic,
            topic + ".dlq",
            topic + ".fetch",
            topic + "-group",
            java.util.Optional.empty(),
            Duration.ofSeconds(6),
            Duration.ofMinutes(5),
            100,
            64 << 20,
            Duration.ofMillis(50),
            Duration.ofMillis(400),
            Duration.ofSeconds(2),
            Duration.ofSeconds(3)));
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
    producer.close();
    channel.shutdownNow();
    server.shutdownNow();
  }
}
