package dev.hark.indexer.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hark.indexer.indexing.Result.RetryCause;
import dev.hark.indexer.kafka.Attempt.Disposition;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

/** A side loop of one place, turned by hand. */
final class SideLoopTest {
  private static final TopicPartition PARTITION = new TopicPartition("side", 0);
  private static final ConsumerRecord<byte[], ByteBuffer> EVENT =
      new ConsumerRecord<>(
          PARTITION.topic(),
          PARTITION.partition(),
          0,
          0,
          TimestampType.CREATE_TIME,
          1,
          1,
          new byte[1],
          ByteBuffer.allocate(1),
          new RecordHeaders(),
          Optional.empty());

  private static final Topics NOTHING_IS_SENT = new Topics();

  private final BlockingQueue<SideEvent> begun = new LinkedBlockingQueue<>();

  /** Has one event, and gives it once to whoever subscribes and always to whoever reads it. */
  private static final class Broker extends MockConsumer<byte[], ByteBuffer> {
    private boolean answers = true;
    private boolean subscribed;
    private boolean given;

    Broker() {
      super("earliest");
    }

    @Override
    public synchronized void subscribe(
        Collection<String> topics, ConsumerRebalanceListener listener) {
      subscribed = true;
    }

    @Override
    public synchronized ConsumerRecords<byte[], ByteBuffer> poll(Duration longest) {
      if (!answers || (subscribed && given)) {
        return ConsumerRecords.empty();
      }
      given = true;
      return new ConsumerRecords<>(Map.of(PARTITION, List.of(EVENT)), Map.of());
    }
  }

  /** The same call for every loop, as for one that is made anew. */
  private static SideQueue queue() {
    return new SideQueue(1, 1, 1 << 20);
  }

  private SideLoop loop(Broker reader) {
    WorkerMetrics metrics = new WorkerMetrics(new SimpleMeterRegistry());
    Duration none = Duration.ZERO;
    return new SideLoop(
        new Broker(),
        new RecordReader(reader),
        new KafkaConfiguration("", "", "", "", "", 1, none, none, none, none),
        new SideTopic(
            PARTITION.topic(),
            RetryCause.BULK_TOPIC,
            "events",
            new AcknowledgedProducer(NOTHING_IS_SENT, NOTHING_IS_SENT),
            Clock.systemUTC()),
        SideLoopTest::queue,
        (event, _) -> attempt(event),
        new Backoff(Duration.ofMillis(1), Duration.ofMillis(1), new Random(1)),
        new WorkerState(),
        metrics,
        metrics.side("bulk"));
  }

  /** Goes on until it is given up. */
  private Disposition attempt(SideEvent event) {
    begun.add(event);
    try {
      // Until it is interrupted.
      Thread.sleep(Duration.ofDays(1));
    } catch (InterruptedException e) {
      return new Disposition.Wait(RetryCause.INTERNAL, "interrupted");
    }
    throw new AssertionError("a day has passed");
  }

  private long begins() throws InterruptedException {
    SideEvent event = begun.poll(5, TimeUnit.SECONDS);
    return event == null ? -1 : event.offset();
  }

  @Test
  void aLoopThatIsMadeAnewWithWorkInFlightGoesOn() throws InterruptedException {
    SideLoop failed = loop(new Broker());
    failed.subscribe();
    failed.turn();
    assertEquals(0, begins());
    failed.abandon();
    SideLoop next = loop(new Broker());
    next.subscribe();
    next.turn();
    assertEquals(0, begins(), "begun again");
    next.abandon();
  }

  @Test
  void anEventThatCannotBeReadGivesItsPlaceBack() throws InterruptedException {
    Broker reader = new Broker();
    reader.answers = false;
    SideLoop loop = loop(reader);
    loop.subscribe();
    assertThrows(TimeoutException.class, loop::turn);
    reader.answers = true;
    loop.turn();
    assertEquals(0, begins());
    loop.abandon();
  }
}
