package dev.hark.indexer.kafka;

import dev.hark.indexer.indexing.RetryCause;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Works the fetch topic: many events at a time and in any order, each by a thread of its own. One
 * that has to wait does so here, by its offset alone, and holds up nobody. Offsets are committed as
 * far as all before them are done: what a crash forgets comes again. Not thread-safe.
 */
final class FetchLoop implements ConsumerLoop {
  private static final Logger log = LoggerFactory.getLogger(FetchLoop.class);
  private static final Duration WHILE_BUSY = Duration.ofMillis(20);
  private static final Duration WHILE_IDLE = Duration.ofMillis(250);

  /** Above it nothing more is taken in; so many take some 30 MiB. */
  private static final int MOST = 100_000;

  private final Consumer<byte[], ByteBuffer> consumer;
  private final RecordReader reader;
  private final String name;
  private final FetchTopic topic;
  private final FetchAttempt attempt;
  private final Fetches fetches;
  private final Rebalances rebalances;
  private final KafkaConfiguration configuration;
  private final Backoff backoff;
  private final WorkerState state;
  private final WorkerMetrics metrics;

  /** Those that are to be dead letters and cannot be. */
  private final Set<Fetch> refused = new HashSet<>();

  FetchLoop(
      Consumer<byte[], ByteBuffer> consumer,
      RecordReader reader,
      KafkaConfiguration configuration,
      FetchTopic topic,
      FetchQueue queue,
      FetchAttempt attempt,
      Backoff backoff,
      WorkerState state,
      WorkerMetrics metrics) {
    this.consumer = consumer;
    this.reader = reader;
    this.configuration = configuration;
    this.name = configuration.fetchTopic();
    this.topic = topic;
    this.attempt = attempt;
    this.backoff = backoff;
    this.state = state;
    this.metrics = metrics;
    this.fetches = new Fetches(queue);
    this.rebalances = new Rebalances(consumer, fetches, state, configuration.revokeGrace());
  }

  @Override
  public void subscribe() {
    consumer.subscribe(List.of(name), rebalances);
  }

  @Override
  public void turn() {
    Duration longest = fetches.size() == 0 ? WHILE_IDLE : WHILE_BUSY;
    consumer.poll(longest).forEach(record -> fetches.add(topic.fetch(record)));
    state.consuming(name);
    for (var end = fetches.ended(); end.isPresent(); end = fetches.ended()) {
      settle(end.get().fetch(), end.get().disposition());
    }
    for (var next = next(); next.isPresent(); next = next()) {
      start(next.get());
    }
    commit();
    if (fetches.size() < MOST) {
      consumer.resume(consumer.paused());
    } else {
      consumer.pause(consumer.assignment());
    }
    metrics.fetches(fetches.size());
  }

  @Override
  public void stop() {
    rebalances.giveBack(fetches.names(), configuration.shutdownGrace());
  }

  @Override
  public void abandon() {
    fetches.abandon(fetches.names());
    reader.close();
  }

  private Optional<Fetch> next() {
    return fetches.next(Instant.now());
  }

  private void start(Fetch fetch) {
    Optional<ConsumerRecord<byte[], ByteBuffer>> record =
        reader.read(fetch.partition(), fetch.offset());
    if (record.isEmpty()) {
      log.error(
          "{} does not hold {} of project {} any more: its words will not be there",
          fetch.partition(),
          fetch.offset(),
          fetch.project());
      metrics.lostFetch();
    }
    fetches.start(
        fetch,
        () ->
            record
                .map(there -> attempt.run(fetch, topic.original(there)))
                .orElseGet(Disposition.Done::new));
  }

  private void settle(Fetch fetch, Disposition disposition) {
    switch (disposition) {
      case Disposition.Done _ -> fetches.done(fetch);
      case Disposition.Wait wait -> hold(fetch, wait);
    }
    tellHealth(fetch, disposition);
  }

  private void hold(Fetch fetch, Disposition.Wait wait) {
    int failures = fetch.failed();
    Duration pause = backoff.after(failures);
    fetches.waitUntil(fetch, Instant.now().plus(pause));
    metrics.retry(wait.cause());
    log.atLevel(failures == 1 ? Level.WARN : Level.DEBUG)
        .log(
            "{} at {} waits {} ms after attempt {}, for {}: {}",
            fetch.partition(),
            fetch.offset(),
            pause.toMillis(),
            failures,
            wait.cause().label(),
            wait.message());
  }

  /** Somebody's server is no reason not to be ready; dead letters that are refused are. */
  private void tellHealth(Fetch fetch, Disposition disposition) {
    refused.removeIf(other -> other.equals(fetch) || other.isAbandoned());
    if (disposition instanceof Disposition.Wait wait && wait.cause() == RetryCause.DEAD_LETTERS) {
      refused.add(fetch);
      state.waiting(fetch.partition(), wait);
    } else if (refused.stream().noneMatch(o -> o.partition().equals(fetch.partition()))) {
      state.notWaiting(fetch.partition());
    }
  }

  private void commit() {
    Map<TopicPartition, OffsetAndMetadata> offsets = fetches.toCommit(fetches.names());
    if (!offsets.isEmpty()) {
      consumer.commitAsync(
          offsets,
          (sent, failure) -> {
            if (failure != null) {
              sent.keySet().forEach(fetches::commitFailed);
            }
          });
    }
  }
}
