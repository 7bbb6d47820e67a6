package dev.hark.indexer.kafka;

import dev.hark.indexer.kafka.Attempt.Disposition;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** The events of a side topic that are not done: waiting, or in work. For one thread. */
final class SideEvents implements Rebalances.OwnPartitions {
  private final Watermarks watermarks = new Watermarks();
  private final BlockingQueue<Ended> ended = new LinkedBlockingQueue<>();
  private final SideQueue queue;

  /** The end of an attempt. */
  record Ended(SideEvent event, Disposition disposition) {}

  SideEvents(SideQueue queue) {
    this.queue = queue;
  }

  void add(SideEvent event) {
    watermarks.begin(event.partition(), event.offset());
    queue.add(event);
  }

  /** Waiting and in work. */
  int size() {
    return queue.size();
  }

  /** One that is due and has a place; it is to be started, or put back. */
  Optional<SideEvent> next(Instant now) {
    return queue.next(now);
  }

  void start(SideEvent event, Supplier<Disposition> attempt) {
    event.run(() -> ended.add(new Ended(event, attempt.get())));
  }

  /** Gives its place to others; it is due as before. */
  void putBack(SideEvent event) {
    queue.ended(event);
    queue.add(event);
  }

  /** The next attempt that has ended and still counts. */
  Optional<Ended> ended() {
    for (Ended next = ended.poll(); next != null; next = ended.poll()) {
      queue.ended(next.event());
      if (!next.event().isAbandoned()) {
        return Optional.of(next);
      }
    }
    return Optional.empty();
  }

  void done(SideEvent event) {
    watermarks.end(event.partition(), event.offset());
  }

  void waitUntil(SideEvent event, Instant due) {
    event.waitUntil(due);
    queue.add(event);
  }

  @Override
  public Collection<TopicPartition> names() {
    return watermarks.partitions();
  }

  @Override
  public void stop(Collection<TopicPartition> of, Duration grace) throws InterruptedException {
    long end = System.nanoTime() + grace.toNanos();
    while (queue.runsAnyOf(of)) {
      @Nullable Ended next = ended.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (next == null) {
        break;
      }
      queue.ended(next.event());
      if (next.disposition() instanceof Disposition.Done) {
        done(next.event());
      } else if (!next.event().isAbandoned()) {
        queue.add(next.event());
      }
    }
    abandon(of);
  }

  @Override
  public void abandon(Collection<TopicPartition> of) {
    queue.abandon(of);
  }

  /** What is done and not yet on its way to the broker. */
  Map<TopicPartition, OffsetAndMetadata> toCommit() {
    return watermarks.toCommit(names());
  }

  @Override
  public Map<TopicPartition, OffsetAndMetadata> uncommitted(Collection<TopicPartition> of) {
    of.forEach(watermarks::commitFailed);
    return watermarks.toCommit(of);
  }

  void commitFailed(TopicPartition partition) {
    watermarks.commitFailed(partition);
  }

  /** They show with their first event. */
  @Override
  public void add(Collection<TopicPartition> assigned) {}

  @Override
  public void remove(Collection<TopicPartition> gone) {
    watermarks.remove(gone);
  }
}
