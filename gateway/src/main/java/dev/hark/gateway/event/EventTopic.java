package dev.hark.gateway.event;

import dev.hark.gateway.error.Failure;
import dev.hark.gateway.error.FailureException;
import io.micronaut.configuration.kafka.annotation.KafkaClient;
import io.micronaut.configuration.kafka.annotation.KafkaKey;
import io.micronaut.configuration.kafka.annotation.Topic;
import io.micronaut.configuration.kafka.config.KafkaProducerConfiguration;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.messaging.annotation.MessageBody;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the world what happens here, on the topic that the worker reads, so that all that happens
 * to a recording stays in order. Safe for many threads.
 */
@Context
public final class EventTopic {
  private static final Logger log = LoggerFactory.getLogger(EventTopic.class);

  /** Over a slow disk 32 MiB take seconds. */
  private static final Duration FOR_TRANSCRIPTS = Duration.ofSeconds(25);

  /** Their producers are made for the first event: without Kafka everything else works. */
  interface Client {
    /** Completes when all replicas have the event. */
    CompletableFuture<RecordMetadata> send(
        @Topic String topic, @KafkaKey String key, @MessageBody byte[] event);
  }

  @KafkaClient("deletions")
  interface Deletions extends Client {}

  @KafkaClient("transcripts")
  interface Transcripts extends Client {}

  private final EventsConfiguration configuration;
  private final Deletions deletions;
  private final Transcripts transcripts;
  private final ExecutorService executor;

  EventTopic(
      EventsConfiguration configuration,
      @Named("deletions") KafkaProducerConfiguration<?, ?> forDeletions,
      @Named("transcripts") KafkaProducerConfiguration<?, ?> forTranscripts,
      Deletions deletions,
      Transcripts transcripts,
      @Named(TaskExecutors.BLOCKING) ExecutorService executor) {
    check(forDeletions.getConfig());
    check(forTranscripts.getConfig());
    this.configuration = configuration;
    this.deletions = deletions;
    this.transcripts = transcripts;
    this.executor = executor;
  }

  /** What Kafka does not take is said at the start, not at the first event. */
  private static void check(Properties producer) {
    if (producer.getProperty(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, "").isBlank()) {
      throw new ConfigurationException("HARK_KAFKA_BOOTSTRAP must not be empty");
    }
    var _ = new ProducerConfig(producer);
  }

  /**
   * Returns when the event of a deletion is safe. The same may be sent again.
   *
   * @throws FailureException when it is not in time; it may be out all the same
   */
  public void publishDeletion(String key, byte[] event, String requestId, Duration time) {
    await(() -> deletions.send(configuration.topic(), key, event), requestId, time);
  }

  /** The same for what is said of a recording anew; without it the request fails. */
  public void publishChange(String key, byte[] event, String requestId, Duration time) {
    await(() -> deletions.send(configuration.topic(), key, event), requestId, time);
  }

  /** The same for a transcript: an event of up to 32 MiB. */
  public void publishTranscript(String key, byte[] event, String requestId) {
    await(() -> transcripts.send(configuration.topic(), key, event), requestId, FOR_TRANSCRIPTS);
  }

  private void await(Supplier<CompletableFuture<?>> sent, String requestId, Duration time) {
    try {
      // While Kafka is away a producer holds its caller longer than a request may wait.
      CompletableFuture.runAsync(() -> sent.get().join(), executor)
          .get(time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException | TimeoutException | RejectedExecutionException e) {
      log.warn("request_id={} an event is not out yet: {}", requestId, e.toString());
      throw new FailureException(Failure.unavailable());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FailureException(Failure.unavailable());
    }
  }
}
