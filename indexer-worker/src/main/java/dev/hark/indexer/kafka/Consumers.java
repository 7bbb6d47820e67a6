package dev.hark.indexer.kafka;

import io.micronaut.configuration.kafka.config.KafkaConsumerConfiguration;
import io.micronaut.context.exceptions.ConfigurationException;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/** Makes Kafka's consumers, as {@code kafka.consumers.events} says. */
@Singleton
final class Consumers {
  /** An event without its words is small; a larger one comes alone. */
  private static final int READ_BYTES = 64 << 10;

  /** Signs of life within a session's time-out. */
  private static final int HEARTBEATS = 4;

  private final Map<String, Object> settings = new HashMap<>();

  Consumers(@Named("events") KafkaConsumerConfiguration<?, ?> configuration) {
    configuration.getConfig().forEach((key, value) -> settings.put(key.toString(), value));
    if (isBlank(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG)) {
      settings.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
    }
    for (String key :
        List.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, ConsumerConfig.GROUP_ID_CONFIG)) {
      if (isBlank(key)) {
        throw new ConfigurationException(
            "kafka." + key + " of the consumer events must not be empty");
      }
    }
    String session = text(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG);
    if (session.matches("[0-9]{1,9}")) {
      settings.putIfAbsent(
          ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, Integer.parseInt(session) / HEARTBEATS);
    }
    // What Kafka does not take is said when the worker starts, not when it first consumes.
    new ConsumerConfig(settings);
  }

  private boolean isBlank(String key) {
    return text(key).isEmpty();
  }

  private String text(String key) {
    return settings.getOrDefault(key, "").toString().strip();
  }

  /** For the topic of events. */
  Consumer<byte[], ByteBuffer> events() {
    return new KafkaConsumer<>(settings);
  }

  /**
   * For a side topic, whose partitions are shared among the same workers.
   *
   * @param name at the end of the group's
   */
  Consumer<byte[], ByteBuffer> side(String name) {
    Map<String, Object> side = new HashMap<>(settings);
    side.put(
        ConsumerConfig.GROUP_ID_CONFIG, settings.get(ConsumerConfig.GROUP_ID_CONFIG) + "-" + name);
    return new KafkaConsumer<>(side);
  }

  /** For reading single records again, outside of any group. */
  Consumer<byte[], ByteBuffer> reader() {
    Map<String, Object> reader = new HashMap<>(settings);
    reader.remove(ConsumerConfig.GROUP_ID_CONFIG);
    reader.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
    reader.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
    reader.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, READ_BYTES);
    return new KafkaConsumer<>(reader);
  }
}
