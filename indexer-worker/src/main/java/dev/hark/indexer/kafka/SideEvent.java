package dev.hark.indexer.kafka;

import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * An event of a side topic that is not done: where it is, not what it holds, so that many can wait.
 * Belongs to the loop's thread, and to the attempt's while one runs.
 */
final class SideEvent {
  /** Times the whole time: as long as restarts, which forget first attempts, can stretch it. */
  private static final int STRETCH = 4;

  /** Of the whole time; so long it must have failed here, however long it waited before. */
  private static final int SHARE = 10;

  private final TopicPartition partition;
  private final long offset;
  private final long bytes;
  private final String project;
  private final Instant firstSeen;
  private Instant due;
  private int failures;
  private @Nullable Instant failingSince;
  private @Nullable Thread thread;
  private boolean abandoned;

  /**
   * @param bytes of the record's value
   * @param firstSeen when the event came to a worker
   * @param due when it may be tried
   */
  SideEvent(
      TopicPartition partition,
      long offset,
      long bytes,
      String project,
      Instant firstSeen,
      Instant due) {
    this.partition = partition;
    this.offset = offset;
    this.bytes = bytes;
    this.project = project;
    this.firstSeen = firstSeen;
    this.due = due;
  }

  TopicPartition partition() {
    return partition;
  }

  long offset() {
    return offset;
  }

  long bytes() {
    return bytes;
  }

  String project() {
    return project;
  }

  Instant due() {
    return due;
  }

  void run(Runnable attempt) {
    thread = Thread.ofVirtual().name("events-" + partition + "-" + offset).start(attempt);
  }

  /** Gives the attempt up; nobody asks for its end any more. */
  void abandon() {
    abandoned = true;
    if (thread != null) {
      thread.interrupt();
    }
  }

  boolean isAbandoned() {
    return abandoned;
  }

  /** Counts an attempt that failed, in a row from 1. */
  int failed() {
    return ++failures;
  }

  void waitUntil(Instant time) {
    due = time;
  }

  /**
   * Notes that the words' server failed, and tells whether it has had its time.
   *
   * @param giveUpAfter from the first attempt here that failed
   */
  boolean isOver(Instant now, Duration giveUpAfter) {
    if (failingSince == null) {
      failingSince = now;
    }
    Duration failing = Duration.between(failingSince, now);
    Duration known = Duration.between(firstSeen, now);
    return failing.compareTo(giveUpAfter) >= 0
        || (known.compareTo(giveUpAfter.multipliedBy(STRETCH)) >= 0
            && failing.compareTo(giveUpAfter.dividedBy(SHARE)) >= 0);
  }
}
