package dev.hark.indexer.kafka;

import dev.hark.indexer.indexing.Result.RetryCause;
import dev.hark.indexer.kafka.Attempt.Disposition;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Works a side topic: many events at a time and in any order, each by a thread of its own. One that
 * has to wait does so here, by its offset alone, and holds up nobody. Offsets are committed as far
 * as all before them are done: what a crash forgets comes again. Not thread-safe.
 */
final class SideLoop implements EventConsumer.Loop {
  private static final Logger log = LoggerFactory.getLogger(SideLoop.class);
  private static final Duration WHILE_BUSY = Duration.ofMillis(20);
  private static final Duration WHILE_IDLE = Duration.ofMillis(250);

  /** Above it nothing more is taken in; so many take some 30 MiB. */
  private static final int MOST = 100_000;

  private final Consumer<byte[], ByteBuffer> consumer;
  private final RecordReader reader;
  private final SideTopic topic;
  private final SideAttempt attempt;
  private final SideEvents events;
  private final Rebalances rebalances;
  private final KafkaConfiguration configuration;
  private final Backoff backoff;
  private final WorkerState state;
  private final WorkerMetrics metrics;
  private final WorkerMetrics.Side side;

  /** What is done with an event of a side topic. */
  interface SideAttempt {
    /**
     * Makes one attempt.
     *
     * @param record as it was before it was handed over
     */
    Disposition run(SideEvent event, ConsumerRecord<byte[], ByteBuffer> record);
  }

  /** Those that are to be dead letters and cannot be. */
  private final Set<SideEvent> refused = new HashSet<>();

  /**
   * @param queues an empty one, as the places of another loop's end with it
   */
  SideLoop(
      Consumer<byte[], ByteBuffer> consumer,
      RecordReader reader,
      KafkaConfiguration configuration,
      SideTopic topic,
      Supplier<SideQueue> queues,
      SideAttempt attempt,
      Backoff backoff,
      WorkerState state,
      WorkerMetrics metrics,
      WorkerMetrics.Side side) {
    this.consumer = consumer;
    this.reader = reader;
    this.configuration = configuration;
    this.topic = topic;
    this.attempt = attempt;
    this.backoff = backoff;
    this.state = state;
    this.metrics = metrics;
    this.side = side;
    this.events = new SideEvents(queues.get());
    this.rebalances = new Rebalances(consumer, events, state, configuration.revokeGrace());
  }

  @Override
  public void subscribe() {
    consumer.subscribe(List.of(topic.name()), rebalances);
  }

  @Override
  public void turn() {
    Duration longest = events.size() == 0 ? WHILE_IDLE : WHILE_BUSY;
    consumer.poll(longest).forEach(record -> events.add(topic.event(record)));
    state.consuming(topic.name());
    for (var end = events.ended(); end.isPresent(); end = events.ended()) {
      settle(end.get().event(), end.get().disposition());
    }
    for (var next = next(); next.isPresent(); next = next()) {
      start(next.get());
    }
    commit();
    if (events.size() < MOST) {
      consumer.resume(consumer.paused());
    } else {
      consumer.pause(consumer.assignment());
    }
    side.notDone().set(events.size());
  }

  @Override
  public void stop() {
    rebalances.giveBack(events.names(), configuration.shutdownGrace());
  }

  @Override
  public void abandon() {
    events.abandon(events.names());
    reader.close();
  }

  private Optional<SideEvent> next() {
    return events.next(Instant.now());
  }

  private void start(SideEvent event) {
    Optional<ConsumerRecord<byte[], ByteBuffer>> record = read(event);
    if (record.isEmpty()) {
      log.error(
          "{} does not hold {} of project {} any more: its words will not be there",
          event.partition(),
          event.offset(),
          event.project());
      side.lost().increment();
    }
    events.start(
        event,
        () ->
            record
                .map(there -> attempt.run(event, topic.original(there)))
                .orElseGet(Disposition.Done::new));
  }

  private Optional<ConsumerRecord<byte[], ByteBuffer>> read(SideEvent event) {
    try {
      return reader.read(event.partition(), event.offset());
    } catch (RuntimeException e) {
      events.putBack(event);
      throw e;
    }
  }

  private void settle(SideEvent event, Disposition disposition) {
    switch (disposition) {
      case Disposition.Done _ -> events.done(event);
      case Disposition.Wait wait -> hold(event, wait);
    }
    tellHealth(event, disposition);
  }

  private void hold(SideEvent event, Disposition.Wait wait) {
    int failures = event.failed();
    Duration pause = backoff.after(failures);
    events.waitUntil(event, Instant.now().plus(pause));
    metrics.retry(wait.cause());
    log.atLevel(failures == 1 ? Level.WARN : Level.DEBUG)
        .log(
            "{} at {} waits {} ms after attempt {}, for {}: {}",
            event.partition(),
            event.offset(),
            pause.toMillis(),
            failures,
            wait.cause().label(),
            wait.message());
  }

  /** Somebody's server is no reason not to be ready; dead letters that are refused are. */
  private void tellHealth(SideEvent event, Disposition disposition) {
    refused.removeIf(other -> other.equals(event) || other.isAbandoned());
    if (disposition instanceof Disposition.Wait wait && wait.cause() == RetryCause.DEAD_LETTERS) {
      refused.add(event);
      state.waiting(event.partition(), wait);
    } else if (refused.stream().noneMatch(o -> o.partition().equals(event.partition()))) {
      state.notWaiting(event.partition());
    }
  }

  private void commit() {
    Map<TopicPartition, OffsetAndMetadata> offsets = events.toCommit();
    if (!offsets.isEmpty()) {
      consumer.commitAsync(
          offsets,
          (sent, failure) -> {
            if (failure != null) {
              sent.keySet().forEach(events::commitFailed);
            }
          });
    }
  }
}
