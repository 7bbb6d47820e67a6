package dev.hark.stack.kafka;

import dev.hark.stack.installation.UserException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads the whole of a topic, in no group: what it reads stays for others. Its failures say what
 * the person at the terminal can do. Not thread-safe.
 */
public final class TopicReader implements AutoCloseable {
  // For a call, and for records to come that the broker says it has.
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final Duration POLL = Duration.ofMillis(200);

  private final String bootstrap;
  private final String topic;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private List<TopicPartition> partitions = List.of();

  private TopicReader(String bootstrap, String topic) {
    this.bootstrap = bootstrap;
    this.topic = topic;
    this.consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false,
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                (int) LIMIT.toMillis(),
                ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                (int) LIMIT.toMillis(),
                // One record may be as large as records may be; several need not be.
                ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
                1 << 20),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
  }

  /**
   * Stands at the start of the topic.
   *
   * @throws UserException when the broker does not answer or has no such topic
   */
  public static TopicReader of(String bootstrap, String topic) {
    return find(bootstrap, topic)
        .orElseThrow(() -> new UserException("the topic " + topic + " is missing on " + bootstrap));
  }

  /**
   * The same, empty when there is no such topic.
   *
   * @throws UserException when the broker does not answer
   */
  public static Optional<TopicReader> find(String bootstrap, String topic) {
    TopicReader reader;
    try {
      reader = new TopicReader(bootstrap, topic);
    } catch (KafkaException e) {
      throw new UserException("Kafka cannot be asked on " + bootstrap + ": " + cause(e));
    }
    try {
      if (reader.assign()) {
        return Optional.of(reader);
      }
      reader.close();
      return Optional.empty();
    } catch (RuntimeException e) {
      reader.close();
      throw e;
    }
  }

  private boolean assign() {
    partitions =
        asked(
            () ->
                consumer.partitionsFor(topic).stream()
                    .map(found -> new TopicPartition(topic, found.partition()))
                    .toList());
    if (partitions.isEmpty()) {
      return false;
    }
    consumer.assign(partitions);
    toStart();
    return true;
  }

  public void toStart() {
    consumer.seekToBeginning(partitions);
  }

  /** After what is there now. */
  public void toEnd() {
    asked(() -> consumer.endOffsets(partitions)).forEach(consumer::seek);
  }

  /** Hands on what stands between here and what is now the end. */
  public void readToEnd(Consumer<ConsumerRecord<byte[], byte[]>> each) {
    Map<TopicPartition, Long> ends = asked(() -> consumer.endOffsets(partitions));
    Instant given = Instant.now();
    while (asked(() -> isBefore(ends))) {
      var records = asked(() -> consumer.poll(POLL));
      records.forEach(each);
      if (!records.isEmpty()) {
        given = Instant.now();
      } else if (given.plus(LIMIT).isBefore(Instant.now())) {
        throw noAnswer("gives no records of " + topic);
      }
    }
  }

  private boolean isBefore(Map<TopicPartition, Long> ends) {
    return partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L));
  }

  /** The record at a place; empty when none is there. */
  public Optional<ConsumerRecord<byte[], byte[]>> read(int partition, long offset) {
    TopicPartition one = new TopicPartition(topic, partition);
    if (!partitions.contains(one)
        || offset < asked(() -> consumer.beginningOffsets(List.of(one))).getOrDefault(one, 0L)
        || offset >= asked(() -> consumer.endOffsets(List.of(one))).getOrDefault(one, 0L)) {
      return Optional.empty();
    }
    consumer.assign(List.of(one));
    try {
      consumer.seek(one, offset);
      Instant end = Instant.now().plus(LIMIT);
      while (Instant.now().isBefore(end)) {
        for (var record : asked(() -> consumer.poll(POLL))) {
          return Optional.of(record).filter(found -> found.offset() == offset);
        }
      }
      throw noAnswer("gives no records of " + topic);
    } finally {
      consumer.assign(partitions);
      toStart();
    }
  }

  private <T> T asked(Supplier<T> question) {
    try {
      return question.get();
    } catch (TimeoutException e) {
      throw noAnswer("gives no answer: start Hark (infra/up), or set HARK_KAFKA_BOOTSTRAP");
    } catch (KafkaException e) {
      throw noAnswer("cannot be read: " + cause(e));
    }
  }

  private UserException noAnswer(String what) {
    return new UserException("Kafka on " + bootstrap + " " + what);
  }

  private static String cause(KafkaException e) {
    return String.valueOf((e.getCause() == null ? e : e.getCause()).getMessage());
  }

  @Override
  public void close() {
    consumer.close(CloseOptions.timeout(Duration.ZERO));
  }
}
