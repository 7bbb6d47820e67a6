package dev.hark.indexer.kafka;

import dev.hark.indexer.health.Dependency;
import dev.hark.indexer.indexing.RetryCause;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.ExecutorService;

/** Whether events come in. */
@Singleton
final class KafkaHealth extends Dependency {
  private final TopicProbe probe;
  private final WorkerState state;

  KafkaHealth(
      KafkaConfiguration configuration,
      WorkerState state,
      @Named(TaskExecutors.BLOCKING) ExecutorService threads) {
    super("kafka", threads);
    this.probe =
        new TopicProbe(
            configuration.bootstrap(), configuration.topic(), configuration.fetchTopic());
    this.state = state;
  }

  @Override
  protected Optional<String> advice() {
    return probe
        .advice()
        .or(() -> state.consumerFault().map("the consumer starts anew: "::concat))
        .or(() -> state.waitsFor(RetryCause.FETCH_TOPIC).map("a partition waits: "::concat));
  }

  @PreDestroy
  void close() {
    probe.close();
  }
}
