package dev.hark.gateway.erasure;

import dev.hark.gateway.error.Failure;
import dev.hark.gateway.error.FailureException;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * On the topic that the worker reads, so that all that happens to a recording stays in order. The
 * producer is made for the first event: without Kafka everything else works.
 */
@Singleton
final class KafkaDeletionEvents implements DeletionEvents {
  private static final Logger log = LoggerFactory.getLogger(KafkaDeletionEvents.class);

  /** Events of a few hundred bytes. */
  private static final long BUFFER_BYTES = 1 << 20;

  private static final int PATIENCE_MS = 2_000;

  private final EventsConfiguration configuration;
  private @Nullable KafkaProducer<String, byte[]> producer;

  KafkaDeletionEvents(EventsConfiguration configuration) {
    this.configuration = configuration;
  }

  @Override
  public void publish(Erasure erasure, Duration time) {
    ProducerRecord<String, byte[]> event =
        new ProducerRecord<>(
            configuration.topic(), erasure.target().id(), DeletionEvent.json(erasure));
    CompletableFuture<Void> sent = new CompletableFuture<>();
    // While Kafka is away the producer holds its caller longer than a request may wait.
    Thread.ofVirtual().name("deletion-event").start(() -> send(event, sent));
    try {
      sent.get(time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException | TimeoutException e) {
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

  private void send(ProducerRecord<String, byte[]> event, CompletableFuture<Void> sent) {
    try {
      var unused =
          producer()
              .send(
                  event,
                  (metadata, failure) -> {
                    if (failure == null) {
                      sent.complete(null);
                    } else {
                      sent.completeExceptionally(failure);
                    }
                  });
    } catch (RuntimeException e) {
      sent.completeExceptionally(e);
    }
  }

  private synchronized KafkaProducer<String, byte[]> producer() {
    if (producer == null) {
      producer =
          new KafkaProducer<>(
              Map.of(
                  ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                  configuration.bootstrap(),
                  ProducerConfig.CLIENT_ID_CONFIG,
                  "hark-gateway",
                  ProducerConfig.ACKS_CONFIG,
                  "all",
                  // An event that comes twice changes nothing; its order is kept all the same.
                  ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                  false,
                  ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
                  1,
                  ProducerConfig.BUFFER_MEMORY_CONFIG,
                  BUFFER_BYTES,
                  ProducerConfig.MAX_BLOCK_MS_CONFIG,
                  PATIENCE_MS,
                  ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                  PATIENCE_MS,
                  ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                  2 * PATIENCE_MS),
              new StringSerializer(),
              new ByteArraySerializer());
    }
    return producer;
  }

  @PreDestroy
  synchronized void close() {
    if (producer != null) {
      producer.close(Duration.ofMillis(PATIENCE_MS));
    }
  }
}
