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
  KafkaDeadLetters deadLetters(KafkaConfiguration configuration) {
    return new KafkaDeadLetters(
        configuration.deadLetterTopic(),
        () -> new KafkaProducer<>(ClientSettings.producer(configuration)),
        Clock.systemUTC());
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
  EventConsumer eventConsumer(
      KafkaConfiguration configuration,
      IndexEvent indexEvent,
      MarkFailed markFailed,
      KafkaDeadLetters deadLetters,
      WorkerState state,
      MeterRegistry registry,
      Tracing tracing) {
    WorkerMetrics metrics = new WorkerMetrics(registry);
    RecordProcessor processor = new RecordProcessor(indexEvent, markFailed, deadLetters, metrics);
    Backoff backoff =
        new Backoff(
            configuration.firstRetry(), configuration.longestRetry(), RandomGenerator.getDefault());
    TimedAttempt timed = new TimedAttempt(processor::process, metrics);
    PartitionWork.RecordAttempt attempt =
        tracing.isOn() ? new TracedAttempt(timed, tracing.telemetry()) : timed;
    return new EventConsumer(
        () -> new KafkaConsumer<>(ClientSettings.consumer(configuration)),
        consumer -> new PollLoop(consumer, configuration, attempt, backoff, state, metrics),
        backoff,
        state);
  }

  /** Begins only when everything else is up. */
  @Singleton
  static final class Starter {
    private final EventConsumer consumer;

    Starter(EventConsumer consumer) {
      this.consumer = consumer;
    }

    @EventListener
    void onStartup(StartupEvent event) {
      consumer.start();
    }
  }
}
