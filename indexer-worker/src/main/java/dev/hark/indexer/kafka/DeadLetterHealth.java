package dev.hark.indexer.kafka;

import dev.hark.indexer.health.Dependency;
import dev.hark.indexer.indexing.RetryCause;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.ExecutorService;

/** Whether events that can never work can be kept; while they cannot, their partitions wait. */
@Singleton
final class DeadLetterHealth extends Dependency {
  private final TopicProbe probe;
  private final WorkerState state;

  DeadLetterHealth(
      KafkaConfiguration configuration,
      WorkerState state,
      @Named(TaskExecutors.BLOCKING) ExecutorService threads) {
    super("dead-letters", threads);
    this.probe = new TopicProbe(configuration.bootstrap(), configuration.deadLetterTopic());
    this.state = state;
  }

  @Override
  protected Optional<String> advice() {
    return state
        .waitsFor(RetryCause.DEAD_LETTERS)
        .map("a partition waits: "::concat)
        .or(probe::advice);
  }

  @PreDestroy
  void close() {
    probe.close();
  }
}
