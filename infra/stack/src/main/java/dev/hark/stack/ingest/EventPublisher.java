package dev.hark.stack.ingest;

import dev.hark.stack.kafka.KafkaServer;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes events to Kafka: each once, those with the same key in the order given, and told as done
 * only when the broker has them for good.
 */
final class EventPublisher implements AutoCloseable {
  static final String TOPIC = "recording-events";

  private final KafkaProducer<String, String> producer;

  EventPublisher(String bootstrap) {
    producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                true,
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "lz4",
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                KafkaServer.LARGEST_RECORD,
                ProducerConfig.BUFFER_MEMORY_CONFIG,
                96L << 20,
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                15_000,
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                15_000,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                60_000),
            new StringSerializer(),
            new StringSerializer());
  }

  /** Tells the outcome, null when it went well, from another thread or this one. */
  void publish(Event event, BiConsumer<Event, @Nullable String> outcome) {
    var message = new ProducerRecord<>(TOPIC, event.key(), event.text());
    try {
      var unused =
          producer.send(
              message,
              (place, failure) ->
                  outcome.accept(event, failure == null ? null : failure.getMessage()));
    } catch (KafkaException e) {
      outcome.accept(event, e.getMessage());
    }
  }

  /** Blocks until the outcome of every event is told. */
  void flush() {
    producer.flush();
  }

  @Override
  public void close() {
    producer.close();
  }
}
