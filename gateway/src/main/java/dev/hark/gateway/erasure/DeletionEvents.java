package dev.hark.gateway.erasure;

import dev.hark.gateway.error.Failure;
import dev.hark.gateway.error.FailureException;
import dev.hark.gateway.http.Json;
import dev.hark.runtime.time.WireTime;
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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the world that something was deleted, on the topic that the worker reads, so that all that
 * happens to a recording stays in order.
 */
@Context
final class DeletionEvents {
  private static final Logger log = LoggerFactory.getLogger(DeletionEvents.class);

  /** Its producer is made for the first event: without Kafka everything else works. */
  @KafkaClient("deletions")
  interface Client {
    /** Completes when all replicas have the event. */
    CompletableFuture<RecordMetadata> send(
        @Topic String topic, @KafkaKey String key, @MessageBody byte[] event);
  }

  private final EventsConfiguration configuration;
  private final Client client;
  private final ExecutorService executor;

  DeletionEvents(
      EventsConfiguration configuration,
      @Named("deletions") KafkaProducerConfiguration<?, ?> settings,
      Client client,
      @Named(TaskExecutors.BLOCKING) ExecutorService executor) {
    Properties producer = settings.getConfig();
    if (producer.getProperty(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, "").isBlank()) {
      throw new ConfigurationException("HARK_KAFKA_BOOTSTRAP must not be empty");
    }
    // What Kafka does not take is said at the start, not at the first deletion.
    new ProducerConfig(producer);
    this.configuration = configuration;
    this.client = client;
    this.executor = executor;
  }

  /**
   * Returns when the event is safe. The same erasure again is the same event again.
   *
   * @throws FailureException when it is not in time; it may be out all the same
   */
  void publish(Erasure erasure, Duration time) {
    String key = erasure.target().id();
    byte[] event = json(erasure);
    try {
      // While Kafka is away the producer holds its caller longer than a request may wait.
      CompletableFuture.runAsync(
              () -> client.send(configuration.topic(), key, event).join(), executor)
          .get(time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException | TimeoutException | RejectedExecutionException e) {
      log.warn(
          "request_id={} the event of {} is not out yet: {}",
          erasure.order().requestId(),
          erasure.id().value(),
          e.toString());
      throw new FailureException(Failure.unavailable());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FailureException(Failure.unavailable());
    }
  }

  private static byte[] json(Erasure erasure) {
    String type = erasure.target().type().text();
    Map<String, Object> envelope = new LinkedHashMap<>();
    envelope.put("id", erasure.order().eventId());
    envelope.put("type", type + ".deleted");
    envelope.put("created_at", WireTime.format(erasure.requestedAt()));
    envelope.put("project_id", erasure.order().project().value());
    envelope.put("mode", erasure.order().mode().text());
    envelope.put("data", Map.of(type + "_id", erasure.target().id()));
    return Json.bytes(envelope);
  }
}
