package dev.hark.indexer.kafka;

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

/** The events of the fetch topic that are not done: waiting, or in work. For one thread. */
final class Fetches implements OwnPartitions {
  private final Watermarks watermarks = new Watermarks();
  private final BlockingQueue<Ended> ended = new LinkedBlockingQueue<>();
  private final FetchQueue queue;

  /** The end of an attempt. */
  record Ended(Fetch fetch, Disposition disposition) {}

  Fetches(FetchQueue queue) {
    this.queue = queue;
  }

  void add(Fetch fetch) {
    watermarks.begin(fetch.partition(), fetch.offset());
    queue.add(fetch);
  }

  /** Waiting and in work. */
  int size() {
    return queue.size();
  }

  /** One that is due and has a place; it is to be started, or ended. */
  Optional<Fetch> next(Instant now) {
    return queue.next(now);
  }

  void start(Fetch fetch, Supplier<Disposition> attempt) {
    fetch.run(() -> ended.add(new Ended(fetch, attempt.get())));
  }

  /** The next attempt that has ended and still counts. */
  Optional<Ended> ended() {
    for (Ended next = ended.poll(); next != null; next = ended.poll()) {
      queue.ended(next.fetch());
      if (!next.fetch().isAbandoned()) {
        return Optional.of(next);
      }
    }
    return Optional.empty();
  }

  void done(Fetch fetch) {
    watermarks.end(fetch.partition(), fetch.offset());
  }

  void waitUntil(Fetch fetch, Instant due) {
    fetch.waitUntil(due);
    queue.add(fetch);
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
      queue.ended(next.fetch());
      if (next.disposition() instanceof Disposition.Done) {
        done(next.fetch());
      } else if (!next.fetch().isAbandoned()) {
        queue.add(next.fetch());
      }
    }
    abandon(of);
  }

  @Override
  public void abandon(Collection<TopicPartition> of) {
    queue.abandon(of);
  }

  @Override
  public Map<TopicPartition, OffsetAndMetadata> toCommit(Collection<TopicPartition> of) {
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
