package dev.hark.indexer.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.hark.indexer.FakeEmbedder;
import dev.hark.indexer.FakeIndexService;
import dev.hark.indexer.indexing.IndexEvent;
import dev.hark.indexer.indexing.MarkFailed;
import dev.hark.indexer.indexing.RetryCause;
import dev.hark.indexer.indexing.TranscriptSource;
import dev.hark.indexer.indexing.grpc.GrpcRecordingIndex;
import dev.hark.indexer.indexing.grpc.Timeouts;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Events that are larger than the topics behind them take. */
final class HandOverTest {
  private static final ConsumerRecord<byte[], ByteBuffer> EVENT =
      new ConsumerRecord<>(
          "events",
          0,
          7,
          "rec_1".getBytes(UTF_8),
          ByteBuffer.wrap(
              Events.completedAt("proj_1", "rec_1", "https://a.example/t").getBytes(UTF_8)));

  private final FakeIndexService index = new FakeIndexService();
  private final Server server;
  private final ManagedChannel channel;

  HandOverTest() throws IOException {
    String name = InProcessServerBuilder.generateName();
    server = InProcessServerBuilder.forName(name).addService(index).build().start();
    channel = InProcessChannelBuilder.forName(name).build();
  }

  @AfterEach
  void stop() {
    channel.shutdownNow();
    server.shutdownNow();
  }

  /** Topics of a low limit refuse all; what the others take is noted. */
  private static final class Topics extends MockProducer<byte[], byte[]> {
    private final Set<String> low;

    Topics(String... low) {
      super(true, null, new ByteArraySerializer(), new ByteArraySerializer());
      this.low = Set.of(low);
    }

    @Override
    public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
      return low.contains(record.topic())
          ? CompletableFuture.failedFuture(new RecordTooLargeException("too large"))
          : super.send(record);
    }
  }

  private Disposition process(Topics topics) throws InterruptedException {
    AcknowledgedProducer producer = new AcknowledgedProducer(() -> topics);
    GrpcRecordingIndex client =
        new GrpcRecordingIndex(
            channel,
            new Timeouts(Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofSeconds(1)));
    TranscriptSource none = (_, _) -> new TranscriptSource.Reading.Unavailable("none");
    return new RecordProcessor(
            new IndexEvent(client, none, new FakeEmbedder()),
            new MarkFailed(client),
            new KafkaDeadLetters("dead", producer, Clock.systemUTC()),
            new FetchTopic("fetch", "events", producer, Clock.systemUTC()),
            new WorkerMetrics(new SimpleMeterRegistry()))
        .process(EVENT);
  }

  @Test
  void handsOverWhatTheTopicTakes() throws InterruptedException {
    Topics topics = new Topics();
    assertEquals(new Disposition.Done(), process(topics));
    assertEquals(List.of("fetch"), topics.history().stream().map(ProducerRecord::topic).toList());
  }

  @Test
  void whatIsTooLargeForTheTopicIsADeadLetterAndThePartitionGoesOn() throws InterruptedException {
    Topics topics = new Topics("fetch");
    assertEquals(new Disposition.Done(), process(topics));
    ProducerRecord<byte[], byte[]> letter = topics.history().getFirst();
    assertEquals("dead", letter.topic());
    assertEquals("too_large", new String(letter.headers().lastHeader("error-code").value(), UTF_8));
    assertEquals("too_large", index.updates("rec_1").getFirst().getTranscription().getErrorCode());
  }

  @Test
  void aDeadLetterThatIsTooLargeWaits() throws InterruptedException {
    Disposition disposition = process(new Topics("fetch", "dead"));
    assertEquals(
        RetryCause.DEAD_LETTERS, assertInstanceOf(Disposition.Wait.class, disposition).cause());
  }
}
