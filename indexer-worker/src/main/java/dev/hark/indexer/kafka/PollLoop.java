package dev.hark.indexer.kafka;

import dev.hark.indexer.kafka.Attempt.Disposition;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Polls without ever waiting for an event: those are worked off by a thread per partition while the
 * partition is paused. An event that has to wait is fetched again when its wait is over, so that a
 * waiting partition holds no memory. Not thread-safe.
 */
final class PollLoop implements EventConsumer.Loop {
  private static final Logger log = LoggerFactory.getLogger(PollLoop.class);

  /** How soon the end of an event is noticed, and how much a poll without records costs: little. */
  private static final Duration WHILE_BUSY = Duration.ofMillis(20);

  private static final Duration WHILE_IDLE = Duration.ofMillis(250);

  /**
   * Between looks whether a large event fits in; each costs its transfer, and those take minutes.
   */
  private static final Duration FOR_ROOM = Duration.ofSeconds(5);

  private final Consumer<byte[], ByteBuffer> consumer;
  private final WorkBudget budget;
  private final KafkaConfiguration configuration;
  private final PartitionWork.RecordAttempt attempt;
  private final Backoff backoff;
  private final WorkerState state;
  private final WorkerMetrics metrics;
  private final Assignment assignment = new Assignment();
  private final Rebalances rebalances;

  PollLoop(
      Consumer<byte[], ByteBuffer> consumer,
      KafkaConfiguration configuration,
      PartitionWork.RecordAttempt attempt,
      Backoff backoff,
      WorkerState state,
      WorkerMetrics metrics) {
    this.consumer = consumer;
    this.budget = WorkBudget.of(configuration.bytesInWork());
    this.configuration = configuration;
    this.attempt = attempt;
    this.backoff = backoff;
    this.state = state;
    this.metrics = metrics;
    this.rebalances = new Rebalances(consumer, assignment, state, configuration.revokeGrace());
  }

  @Override
  public void subscribe() {
    consumer.subscribe(List.of(configuration.topic()), rebalances);
  }

  @Override
  public void turn() {
    ConsumerRecords<byte[], ByteBuffer> records =
        consumer.poll(assignment.isBusy() ? WHILE_BUSY : WHILE_IDLE);
    state.consuming(configuration.topic());
    records.partitions().forEach(partition -> begin(partition, records.records(partition)));
    assignment.all().forEach(this::settle);
    commit();
    pauseAndResume();
    report();
  }

  @Override
  public void stop() {
    rebalances.giveBack(assignment.names(), configuration.shutdownGrace());
  }

  @Override
  public void abandon() {
    assignment.abandon(assignment.names());
  }

  private void begin(TopicPartition partition, List<ConsumerRecord<byte[], ByteBuffer>> records) {
    AssignedPartition own = assignment.of(partition);
    List<ConsumerRecord<byte[], ByteBuffer>> admitted =
        budget.admit(records, assignment.largeBytes());
    consumer.pause(List.of(partition));
    if (admitted.size() < records.size()) {
      consumer.seek(partition, records.get(admitted.size()).offset());
    }
    if (admitted.isEmpty()) {
      own.waitUntil(System.nanoTime() + FOR_ROOM.toNanos());
    } else {
      own.begin(PartitionWork.start(admitted, attempt), admitted.getLast().offset() + 1);
    }
  }

  private void settle(AssignedPartition own) {
    own.work()
        .filter(PartitionWork::isFinished)
        .ifPresent(
            work -> {
              own.finishWork();
              work.waitsFor().ifPresentOrElse(wait -> hold(own, wait), () -> goOn(own));
            });
    own.wakes(System.nanoTime());
  }

  private void goOn(AssignedPartition own) {
    state.notWaiting(own.partition());
  }

  private void hold(AssignedPartition own, Disposition.Wait wait) {
    int failures = own.failed();
    Duration pause = backoff.after(failures);
    consumer.seek(own.partition(), own.done());
    own.waitUntil(System.nanoTime() + pause.toNanos());
    state.waiting(own.partition(), wait);
    metrics.retry(wait.cause());
    log.warn(
        "{} at {} waits {} ms after attempt {}, for {}: {}",
        own.partition(),
        own.done(),
        pause.toMillis(),
        failures,
        wait.cause().label(),
        wait.message());
  }

  private void commit() {
    Map<TopicPartition, OffsetAndMetadata> offsets = assignment.toCommit();
    if (offsets.isEmpty()) {
      return;
    }
    offsets.forEach((partition, offset) -> assignment.of(partition).sent(offset.offset()));
    consumer.commitAsync(
        offsets, (sent, failure) -> sent.forEach((p, offset) -> answered(p, offset, failure)));
  }

  private void answered(
      TopicPartition partition, OffsetAndMetadata offset, @Nullable Exception failure) {
    if (!assignment.names().contains(partition)) {
      return;
    }
    if (failure == null) {
      assignment.of(partition).committed(offset.offset());
    } else {
      // A rebalance or a broker that moves: both pass.
      log.debug("commit of {} will be sent again: {}", partition, failure.toString());
      assignment.of(partition).commitFailed();
    }
  }

  /** Partitions with work are paused, and all of them while too much is in work. */
  private void pauseAndResume() {
    boolean full = budget.isFull(assignment.smallBytes());
    Set<TopicPartition> paused = consumer.paused();
    List<TopicPartition> pause = new ArrayList<>();
    List<TopicPartition> resume = new ArrayList<>();
    for (AssignedPartition own : assignment.all()) {
      boolean wanted = full || own.isBusy();
      if (wanted != paused.contains(own.partition())) {
        (wanted ? pause : resume).add(own.partition());
      }
    }
    consumer.pause(pause);
    consumer.resume(resume);
  }

  private void report() {
    long lag = 0;
    int waiting = 0;
    Set<TopicPartition> owned = new HashSet<>(consumer.assignment());
    for (AssignedPartition own : assignment.all()) {
      if (owned.contains(own.partition())) {
        lag += own.lag(consumer.currentLag(own.partition()).orElse(0));
      }
      waiting += own.waits() ? 1 : 0;
    }
    state.assigned(owned.size());
    metrics.progress(lag, assignment.smallBytes() + assignment.largeBytes(), waiting);
  }
}
