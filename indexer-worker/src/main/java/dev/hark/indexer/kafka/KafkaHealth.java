package dev.hark.indexer.kafka;

import dev.hark.indexer.indexing.Result.RetryCause;
import dev.hark.runtime.health.Dependency;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.ExecutorService;

/** Whether events come in. */
@Singleton
final class KafkaHealth extends Dependency {
  private final KafkaConfiguration configuration;
  private final TopicProbe probe;
  private final EventConsumers consumers;
  private final WorkerState state;

  KafkaHealth(
      KafkaConfiguration configuration,
      TopicProbe probe,
      EventConsumers consumers,
      WorkerState state,
      @Named(TaskExecutors.BLOCKING) ExecutorService threads) {
    super("kafka", threads);
    this.configuration = configuration;
    this.probe = probe;
    this.consumers = consumers;
    this.state = state;
  }

  @Override
  protected Optional<String> advice() {
    return probe
        .advice(
            configuration.topic(),
            configuration.fetchTopic(),
            configuration.bulkTopic(),
            configuration.outcomesTopic())
        .or(() -> consumers.fault().map("the consumer starts anew: "::concat))
        .or(() -> state.waitsFor(RetryCause.FETCH_TOPIC).map("a partition waits: "::concat))
        .or(() -> state.waitsFor(RetryCause.BULK_TOPIC).map("a partition waits: "::concat))
        .or(() -> state.waitsFor(RetryCause.OUTCOMES_TOPIC).map("a partition waits: "::concat));
  }
}
