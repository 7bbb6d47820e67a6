package dev.hark.indexer.kafka;

import dev.hark.indexer.indexing.Result.RetryCause;
import dev.hark.indexer.kafka.Attempt.Disposition;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records of one partition, worked off in their order by a thread of their own until all are done,
 * one has to wait, or nobody wants them any more. Read by the poll loop while it runs.
 */
final class PartitionWork {
  private static final Logger log = LoggerFactory.getLogger(PartitionWork.class);

  /** So many hand-overs are acknowledged in one round trip to the broker. */
  static final int MOST_UNDER_WAY = 200;

  private final Deque<ConsumerRecord<byte[], ByteBuffer>> records;
  private final Deque<UnderWay> underWay = new ArrayDeque<>();
  private final RecordAttempt attempt;
  private final Thread thread;
  private volatile long done;
  private final AtomicLong smallBytes = new AtomicLong();
  private final AtomicLong largeBytes = new AtomicLong();
  private volatile boolean stopping;
  private volatile Disposition.@Nullable Wait wait;

  /** Does what there is to do with a record. */
  interface RecordAttempt {
    Attempt process(ConsumerRecord<byte[], ByteBuffer> record) throws InterruptedException;
  }

  private record UnderWay(ConsumerRecord<byte[], ByteBuffer> record, Attempt attempt) {}

  private PartitionWork(List<ConsumerRecord<byte[], ByteBuffer>> records, RecordAttempt attempt) {
    this.records = new ArrayDeque<>(records);
    this.attempt = attempt;
    this.done = records.getFirst().offset();
    records.forEach(record -> bytes(record).addAndGet(size(record)));
    this.thread =
        Thread.ofVirtual().name("events-" + records.getFirst().partition()).unstarted(this::run);
  }

  static PartitionWork start(
      List<ConsumerRecord<byte[], ByteBuffer>> records, RecordAttempt attempt) {
    PartitionWork work = new PartitionWork(records, attempt);
    work.thread.start();
    return work;
  }

  /** Everything before this offset is durable. */
  long done() {
    return done;
  }

  /** Of the small records that are not done yet. */
  long smallBytes() {
    return smallBytes.get();
  }

  /** Of the large records that are not done yet. */
  long largeBytes() {
    return largeBytes.get();
  }

  boolean isFinished() {
    return !thread.isAlive();
  }

  /** Why it finished before the last record. */
  Optional<Disposition.Wait> waitsFor() {
    return Optional.ofNullable(wait);
  }

  /** Begins no further record. */
  void stop() {
    stopping = true;
  }

  /** Stops, and gives the record in work up; what it did so far will be done again. */
  void abandon() {
    stopping = true;
    thread.interrupt();
  }

  void join(Duration longest) throws InterruptedException {
    thread.join(longest);
  }

  private void run() {
    while (!stopping && !records.isEmpty() && wait == null) {
      ConsumerRecord<byte[], ByteBuffer> record = records.removeFirst();
      Attempt begun = begin(attempt, record);
      underWay.addLast(new UnderWay(record, begun));
      if (!(begun instanceof Attempt.HandOver) || underWay.size() >= MOST_UNDER_WAY) {
        awaitAll();
      }
    }
    awaitAll();
  }

  /**
   * In their order, up to one that has to wait: hand-overs behind that are made again, and what is
   * done in its order is not begun.
   */
  private void awaitAll() {
    while (!underWay.isEmpty() && wait == null) {
      UnderWay first = underWay.removeFirst();
      switch (end(first.attempt(), first.record())) {
        case Disposition.Done _ -> finish(first.record());
        case Disposition.Wait needed -> wait = needed;
      }
    }
  }

  static Disposition attempt(RecordAttempt attempt, ConsumerRecord<byte[], ByteBuffer> record) {
    return end(begin(attempt, record), record);
  }

  private static Attempt begin(RecordAttempt attempt, ConsumerRecord<byte[], ByteBuffer> record) {
    try {
      return attempt.process(record);
    } catch (InterruptedException | RuntimeException | Error e) {
      return failed(record, e);
    }
  }

  private static Disposition end(Attempt begun, ConsumerRecord<byte[], ByteBuffer> record) {
    try {
      return begun.end();
    } catch (InterruptedException | RuntimeException | Error e) {
      return failed(record, e);
    }
  }

  /** What nobody has foreseen, such as too little memory, is no reason to drop an event. */
  private static Disposition failed(ConsumerRecord<byte[], ByteBuffer> record, Throwable failure) {
    if (failure instanceof InterruptedException) {
      return new Disposition.Wait(RetryCause.INTERNAL, "interrupted");
    }
    log.error(
        "cannot process {}-{} at {}",
        record.topic(),
        record.partition(),
        record.offset(),
        bare(failure));
    return new Disposition.Wait(RetryCause.INTERNAL, failure.getClass().getName());
  }

  /** Where it happened, without a message that might hold words of the event. */
  static Throwable bare(Throwable failure) {
    Throwable bare = new IllegalStateException(failure.getClass().getName());
    bare.setStackTrace(failure.getStackTrace());
    return bare;
  }

  private void finish(ConsumerRecord<byte[], ByteBuffer> record) {
    bytes(record).addAndGet(-size(record));
    done = record.offset() + 1;
  }

  private AtomicLong bytes(ConsumerRecord<byte[], ByteBuffer> record) {
    return WorkBudget.isLarge(record) ? largeBytes : smallBytes;
  }

  private static long size(ConsumerRecord<byte[], ByteBuffer> record) {
    return Math.max(0, record.serializedValueSize());
  }
}
