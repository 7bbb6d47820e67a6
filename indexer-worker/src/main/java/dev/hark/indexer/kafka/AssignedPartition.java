package dev.hark.indexer.kafka;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Where the worker stands in one partition that is its own. Belongs to the poll loop's thread. */
final class AssignedPartition {
  private final TopicPartition partition;
  private @Nullable PartitionWork work;
  private long position = -1;
  private long done = -1;
  private long committed = -1;
  private long sent = -1;
  private int failures;
  private long failedOffset = -1;
  private boolean waits;
  private long dueNanos;

  AssignedPartition(TopicPartition partition) {
    this.partition = partition;
  }

  TopicPartition partition() {
    return partition;
  }

  void begin(PartitionWork newWork, long nextPosition) {
    work = newWork;
    position = nextPosition;
    // It goes back when the topic was cut or made anew under the consumer.
    if (done < 0 || newWork.done() < done) {
      done = newWork.done();
      committed = done;
      sent = done;
    }
  }

  Optional<PartitionWork> work() {
    return Optional.ofNullable(work);
  }

  long smallBytes() {
    return work == null ? 0 : work.smallBytes();
  }

  long largeBytes() {
    return work == null ? 0 : work.largeBytes();
  }

  /** Takes over how far the work has come. */
  void update() {
    if (work != null) {
      done = Math.max(done, work.done());
    }
  }

  void finishWork() {
    update();
    work = null;
  }

  /** Notes that the event at {@code done} failed once more, and counts how often in a row. */
  int failed() {
    failures = failedOffset == done ? failures + 1 : 1;
    failedOffset = done;
    position = done;
    return failures;
  }

  void waitUntil(long nanos) {
    waits = true;
    dueNanos = nanos;
  }

  boolean waits() {
    return waits;
  }

  /** Whether a wait has just ended. */
  boolean wakes(long nowNanos) {
    boolean due = waits && nowNanos - dueNanos >= 0;
    waits &= !due;
    return due;
  }

  boolean isBusy() {
    return work != null || waits;
  }

  /** Offset of the next event to do. */
  long done() {
    return done;
  }

  /** What is not on its way to the broker either. */
  OptionalLong toCommit() {
    return done > sent ? OptionalLong.of(done) : OptionalLong.empty();
  }

  OptionalLong uncommitted() {
    return done > committed ? OptionalLong.of(done) : OptionalLong.empty();
  }

  void sent(long offset) {
    sent = offset;
  }

  void committed(long offset) {
    committed = Math.max(committed, offset);
  }

  void commitFailed() {
    sent = committed;
  }

  /** Events not done, given those that were not even fetched. */
  long lag(long notFetched) {
    return notFetched + Math.max(0, position - done);
  }

  void abandonAfter(Duration grace) throws InterruptedException {
    if (work != null) {
      work.join(grace);
      if (!work.isFinished()) {
        work.abandon();
      }
      update();
    }
  }
}
