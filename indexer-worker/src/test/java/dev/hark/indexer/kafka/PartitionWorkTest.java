package dev.hark.indexer.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hark.indexer.indexing.Result.RetryCause;
import dev.hark.indexer.kafka.Attempt.Disposition;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** Records of a partition whose hand-overs end when the test says so. */
final class PartitionWorkTest {
  private static final Disposition DONE = new Disposition.Done();
  private static final Disposition.Wait REFUSED =
      new Disposition.Wait(RetryCause.BULK_TOPIC, "takes nothing");
  private static final Duration SOON = Duration.ofSeconds(20);

  private final BlockingQueue<Long> begun = new LinkedBlockingQueue<>();
  private final Queue<Long> inOrder = new ConcurrentLinkedQueue<>();
  private final List<CompletableFuture<Disposition>> handedOver =
      LongStream.range(0, 3).mapToObj(_ -> new CompletableFuture<Disposition>()).toList();

  /** The first three are handed over, the others done in their order. */
  private PartitionWork start(int records) {
    return PartitionWork.start(
        LongStream.range(0, records)
            .mapToObj(
                offset ->
                    new ConsumerRecord<>(
                        "events", 0, offset, new byte[0], ByteBuffer.wrap(new byte[0])))
            .toList(),
        record -> {
          begun.add(record.offset());
          return record.offset() < handedOver.size()
              ? underWay((int) record.offset())
              : () -> {
                inOrder.add(record.offset());
                return DONE;
              };
        });
  }

  private Attempt underWay(int number) {
    return new Attempt.HandOver(
        () -> {
          try {
            return handedOver.get(number).get();
          } catch (ExecutionException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private void awaitBegun(int records) throws InterruptedException {
    for (long offset = 0; offset < records; offset++) {
      assertEquals(offset, begun.take());
    }
  }

  private static void join(PartitionWork work) throws InterruptedException {
    work.join(SOON);
    assertTrue(work.isFinished());
  }

  @Test
  void beginsWhatIsBehindAHandOverThatIsNotAcknowledged() throws InterruptedException {
    PartitionWork work = start(5);
    awaitBegun(4);
    handedOver.get(1).complete(DONE);
    handedOver.get(2).complete(DONE);
    assertEquals(0, work.done());
    assertTrue(begun.isEmpty(), "none behind one that is done in its order");
    assertTrue(inOrder.isEmpty(), "nor that one before those before it are acknowledged");
    handedOver.get(0).complete(DONE);
    join(work);
    assertEquals(5, work.done());
    assertEquals(Optional.empty(), work.waitsFor());
  }

  @Test
  void comesBackToAHandOverThatWasRefusedAndToAllBehindIt() throws InterruptedException {
    PartitionWork work = start(5);
    awaitBegun(4);
    handedOver.get(0).complete(DONE);
    handedOver.get(2).complete(DONE);
    handedOver.get(1).complete(REFUSED);
    join(work);
    assertEquals(1, work.done());
    assertEquals(Optional.of(REFUSED), work.waitsFor());
    assertTrue(begun.isEmpty());
    assertTrue(inOrder.isEmpty(), "what is done in its order waits for those before it");
  }

  @Test
  void aFaultOfAHandOverIsNoReasonToDropIt() throws InterruptedException {
    PartitionWork work = start(3);
    handedOver.get(0).completeExceptionally(new IllegalStateException("unforeseen"));
    join(work);
    assertEquals(0, work.done());
    assertEquals(RetryCause.INTERNAL, work.waitsFor().orElseThrow().cause());
  }

  @Test
  void whenStoppedItCountsWhatWasHandedOver() throws InterruptedException {
    PartitionWork work = start(5);
    awaitBegun(4);
    work.stop();
    handedOver.forEach(one -> one.complete(DONE));
    join(work);
    assertEquals(4, work.done());
  }

  @Test
  void whenAbandonedItGivesUpWhatIsUnderWay() throws InterruptedException {
    PartitionWork work = start(3);
    awaitBegun(3);
    work.abandon();
    join(work);
    assertEquals(0, work.done());
  }
}
