package dev.hark.indexer.kafka;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.ByteBufferDeserializer;

/** What Kafka's clients are told; everything that could lose or skip a record is said here. */
final class ClientSettings {
  /** The largest record on the topic: an event of 32 MiB, and larger ones that are refused. */
  static final int LARGEST_RECORD = 40 << 20;

  /** What a fetch brings at most; a single record that is larger comes alone. */
  private static final int FETCH_BYTES = 4 << 20;

  static final int PARTITION_FETCH_BYTES = 1 << 20;

  /** An event without its words is small; a larger one comes alone. */
  private static final int READ_BYTES = 64 << 10;

  /** How soon a topic that is made after the start, or grows, is seen. */
  private static final int METADATA_AGE_MS = 10_000;

  /** For headers and framing around a record's value. */
  private static final int OVERHEAD = 1 << 20;

  private static final int REQUEST_TIMEOUT_MS = 10_000;
  private static final int DELIVERY_TIMEOUT_MS = 20_000;

  private ClientSettings() {}

  /**
   * For the consumer. Partitions move one by one (cooperative): those that stay go on undisturbed,
   * which matters when an event takes minutes. The classic protocol lets the session time-out be
   * chosen here; the newer one leaves it to the broker, at 45 s.
   */
  static Map<String, Object> consumer(KafkaConfiguration configuration) {
    Map<String, Object> settings = new HashMap<>();
    settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, configuration.bootstrap());
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, configuration.groupId());
    configuration
        .instanceId()
        .filter(id -> !id.isBlank())
        .ifPresent(id -> settings.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, id));
    settings.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic");
    settings.put(
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
        CooperativeStickyAssignor.class.getName());
    int session = Math.toIntExact(configuration.sessionTimeout().toMillis());
    settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, session);
    settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, session / 4);
    settings.put(
        ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG,
        Math.toIntExact(configuration.maxPollInterval().toMillis()));
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, configuration.maxPollRecords());
    settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
    settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, PARTITION_FETCH_BYTES);
    settings.put(CommonClientConfigs.METADATA_MAX_AGE_CONFIG, METADATA_AGE_MS);
    settings.put(
        ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
    // A view of what was fetched: a large event is in memory once.
    settings.put(
        ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteBufferDeserializer.class.getName());
    return settings;
  }

  /** For the consumer of the fetch topic, whose partitions are shared among the same workers. */
  static Map<String, Object> fetchConsumer(KafkaConfiguration configuration) {
    Map<String, Object> settings = consumer(configuration);
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, configuration.groupId() + "-fetch");
    return settings;
  }

  /** For reading single records again, outside of any group. */
  static Map<String, Object> reader(KafkaConfiguration configuration) {
    Map<String, Object> settings = consumer(configuration);
    settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
    settings.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
    settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, READ_BYTES);
    return settings;
  }

  /** For all that is sent: acknowledged by all replicas, or not sent. */
  static Map<String, Object> producer(KafkaConfiguration configuration) {
    Map<String, Object> settings = new HashMap<>();
    settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, configuration.bootstrap());
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST_RECORD + OVERHEAD);
    settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, (long) LARGEST_RECORD + 2 * OVERHEAD);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT_MS);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, REQUEST_TIMEOUT_MS);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_TIMEOUT_MS);
    settings.put(CommonClientConfigs.METADATA_MAX_AGE_CONFIG, METADATA_AGE_MS);
    settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName());
    settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName());
    return settings;
  }
}
