package dev.hark.indexer.kafka;

import dev.hark.indexer.indexing.Result.RetryCause;
import dev.hark.runtime.health.Dependency;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.ExecutorService;

/** Whether events that can never work can be kept; while they cannot, their partitions wait. */
@Singleton
final class DeadLetterHealth extends Dependency {
  private final String topic;
  private final TopicProbe probe;
  private final WorkerState state;

  DeadLetterHealth(
      KafkaConfiguration configuration,
      TopicProbe probe,
      WorkerState state,
      @Named(TaskExecutors.BLOCKING) ExecutorService threads) {
    super("dead-letters", threads);
    this.topic = configuration.deadLetterTopic();
    this.probe = probe;
    this.state = state;
  }

  @Override
  protected Optional<String> advice() {
    return state
        .waitsFor(RetryCause.DEAD_LETTERS)
        .map("a partition waits: "::concat)
        .or(() -> probe.advice(topic));
  }
}
