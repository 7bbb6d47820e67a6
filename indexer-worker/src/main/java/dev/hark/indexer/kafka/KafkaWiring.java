package dev.hark.indexer.kafka;

import dev.hark.indexer.indexing.IndexEvent;
import dev.hark.indexer.indexing.MarkFailed;
import dev.hark.indexer.indexing.url.TranscriptConfiguration;
import dev.hark.indexer.indexing.url.UrlTranscriptSource;
import dev.hark.indexer.trace.Tracing;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;

/** Puts the consumer together, and starts it with the application. */
@Factory
final class KafkaWiring {
  @Singleton
  WorkerState state() {
    return new WorkerState();
  }

  @Singleton
  @Bean(preDestroy = "close")
  AcknowledgedProducer producer(KafkaConfiguration configuration) {
    return new AcknowledgedProducer(
        () -> new KafkaProducer<>(ClientSettings.producer(configuration)));
  }

  /** They share the budget's size, as they are as large as events may be, and not counted there. */
  @Singleton
  @Bean(preDestroy = "close")
  UrlTranscriptSource transcripts(
      TranscriptConfiguration transcripts, KafkaConfiguration configuration) {
    return new UrlTranscriptSource(transcripts, WorkBudget.of(configuration.bytesInWork()).bytes());
  }

  @Singleton
  @Bean(preDestroy = "close")
  EventConsumers consumers(
      KafkaConfiguration configuration,
      FetchConfiguration fetches,
      IndexEvent indexEvent,
      MarkFailed markFailed,
      AcknowledgedProducer producer,
      WorkerState state,
      MeterRegistry registry,
      Tracing tracing) {
    Clock clock = Clock.systemUTC();
    WorkerMetrics metrics = new WorkerMetrics(registry);
    FetchTopic topic =
        new FetchTopic(configuration.fetchTopic(), configuration.topic(), producer, clock);
    RecordProcessor processor =
        new RecordProcessor(
            indexEvent,
            markFailed,
            new KafkaDeadLetters(configuration.deadLetterTopic(), producer, clock),
            topic,
            metrics);
    Backoff backoff =
        new Backoff(
            configuration.firstRetry(), configuration.longestRetry(), RandomGenerator.getDefault());
    PartitionWork.RecordAttempt inOrder = watched(processor::process, metrics, tracing);
    FetchAttempt fetching =
        new FetchAttempt(
            watched(processor::fetch, metrics, tracing), processor, fetches.giveUpAfter(), clock);
    return new EventConsumers(
        new EventConsumer(
            configuration.topic(),
            () -> new KafkaConsumer<>(ClientSettings.consumer(configuration)),
            consumer -> new PollLoop(consumer, configuration, inOrder, backoff, state, metrics),
            backoff,
            state),
        new EventConsumer(
            configuration.fetchTopic(),
            () -> new KafkaConsumer<>(ClientSettings.fetchConsumer(configuration)),
            consumer ->
                new FetchLoop(
                    consumer,
                    new RecordReader(new KafkaConsumer<>(ClientSettings.reader(configuration))),
                    configuration,
                    topic,
                    queue(configuration, fetches),
                    fetching,
                    backoff,
                    state,
                    metrics),
            backoff,
            state));
  }

  private static FetchQueue queue(KafkaConfiguration configuration, FetchConfiguration fetches) {
    return new FetchQueue(
        fetches.fetches(),
        fetches.fetchesPerProject(),
        WorkBudget.of(configuration.bytesInWork()).bytes());
  }

  private static PartitionWork.RecordAttempt watched(
      PartitionWork.RecordAttempt attempt, WorkerMetrics metrics, Tracing tracing) {
    TimedAttempt timed = new TimedAttempt(attempt, metrics);
    return tracing.isOn() ? new TracedAttempt(timed, tracing.telemetry()) : timed;
  }

  /** Begins only when everything else is up. */
  @Singleton
  static final class Starter {
    private final EventConsumers consumers;

    Starter(EventConsumers consumers) {
      this.consumers = consumers;
    }

    @EventListener
    void onStartup(StartupEvent event) {
      consumers.start();
    }
  }
}
