package dev.hark.stack.kafka;

import dev.hark.stack.installation.UserException;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes records one by one, each for good before the next. Thread-safe. */
public final class EventProducer implements AutoCloseable {
  private final String bootstrap;
  private final KafkaProducer<byte[], byte[]> producer;

  public EventProducer(String bootstrap) {
    this.bootstrap = bootstrap;
    this.producer =
        new KafkaProducer<>(
            settings(bootstrap), new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** How events are written: each once, in order, as large as they may be. */
  public static Map<String, Object> settings(String bootstrap) {
    return Map.of(
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
        60_000);
  }

  /**
   * Returns when the broker has it for good.
   *
   * @throws UserException when the broker does not take it
   */
  public void send(ProducerRecord<byte[], byte[]> record) {
    try {
      producer.send(record).get();
    } catch (ExecutionException | KafkaException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new UserException(
          "Kafka on %s does not take it: %s".formatted(bootstrap, cause.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UserException("interrupted");
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
