package dev.hark.indexer.kafka;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hark.indexer.kafka.Attempt.Disposition;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** A poll loop turned by hand. */
final class PollLoopTest {
  private static final TopicPartition PARTITION = new TopicPartition("events", 0);

  /** Never hears of commits that nobody waits for. */
  private static final class Broker extends MockConsumer<byte[], ByteBuffer> {
    private int lost;

    Broker() {
      super("earliest");
    }

    @Override
    public synchronized void commitAsync(
        Map<TopicPartition, OffsetAndMetadata> offsets, OffsetCommitCallback callback) {
      if (callback == null) {
        super.commitAsync(offsets, null);
      } else {
        lost++;
      }
    }
  }

  private final Broker broker = new Broker();

  private PollLoop loop() {
    Duration none = Duration.ZERO;
    return new PollLoop(
        broker,
        new KafkaConfiguration(PARTITION.topic(), "", "", "", "", 1, none, none, none, none),
        _ -> new Disposition.Done(),
        new Backoff(Duration.ofMillis(1), Duration.ofMillis(1), new Random(1)),
        new WorkerState(),
        new WorkerMetrics(new SimpleMeterRegistry()));
  }

  @Test
  void whatIsDoneIsCommittedWhenItStopsAlsoIfItWasOnItsWay() {
    PollLoop loop = loop();
    loop.subscribe();
    broker.rebalance(List.of(PARTITION));
    broker.updateBeginningOffsets(Map.of(PARTITION, 0L));
    broker.addRecord(
        new ConsumerRecord<>(PARTITION.topic(), 0, 0, new byte[1], ByteBuffer.allocate(1)));
    await()
        .atMost(Duration.ofSeconds(5))
        .until(
            () -> {
              loop.turn();
              return broker.lost == 1;
            });
    loop.stop();
    OffsetAndMetadata committed = broker.committed(Set.of(PARTITION)).get(PARTITION);
    assertEquals(new OffsetAndMetadata(1), committed);
  }
}
