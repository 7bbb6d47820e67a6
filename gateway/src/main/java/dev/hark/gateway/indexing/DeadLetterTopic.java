package dev.hark.gateway.indexing;

import dev.hark.gateway.error.Failure;
import dev.hark.gateway.error.FailureException;
import dev.hark.gateway.event.EventsConfiguration;
import io.micronaut.configuration.kafka.config.KafkaDefaultConfiguration;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteBufferDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The newest of what the worker could not take, by what stands beside the events: no event is
 * opened here. Read by one request at a time, as a record may have 40 MiB; in no group, so that it
 * stays for others. Safe for many threads.
 */
@Singleton
final class DeadLetterTopic {
  private static final Logger log = LoggerFactory.getLogger(DeadLetterTopic.class);

  /** A client hears within 3 s that Kafka is away. */
  private static final Duration TIME = Duration.ofMillis(2_500);

  private static final Duration POLL = Duration.ofMillis(100);

  private final EventsConfiguration events;
  private final IndexingConfiguration indexing;
  private final KafkaDefaultConfiguration kafka;
  private final Semaphore reading = new Semaphore(1);

  DeadLetterTopic(
      EventsConfiguration events, IndexingConfiguration indexing, KafkaDefaultConfiguration kafka) {
    this.events = events;
    this.indexing = indexing;
    this.kafka = kafka;
  }

  /**
   * The newest letters first.
   *
   * @throws FailureException when Kafka cannot be asked, or has not given them in time
   */
  DeadLettersAnswer newest(int most) {
    long end = System.nanoTime() + TIME.toNanos();
    try {
      if (!reading.tryAcquire(TIME.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new FailureException(Failure.unavailable());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FailureException(Failure.unavailable());
    }
    try {
      return read(most, end);
    } catch (KafkaException e) {
      log.warn("Kafka does not give the dead letters: {}", e.toString());
      throw new FailureException(Failure.unavailable());
    } finally {
      reading.release();
    }
  }

  private record Placed(long timestamp, long offset, DeadLettersAnswer.Letter letter) {}

  /** Those of one millisecond as they stand in their partition. */
  private static final Comparator<Placed> NEWEST_FIRST =
      Comparator.comparingLong(Placed::timestamp).thenComparingLong(Placed::offset).reversed();

  private DeadLettersAnswer read(int most, long end) {
    KafkaConsumer<byte[], ByteBuffer> consumer =
        new KafkaConsumer<>(settings(), new ByteArrayDeserializer(), new ByteBufferDeserializer());
    try {
      List<TopicPartition> partitions =
          consumer.partitionsFor(indexing.deadLetterTopic(), left(end)).stream()
              .map(found -> new TopicPartition(found.topic(), found.partition()))
              .toList();
      if (partitions.isEmpty()) {
        throw new KafkaException("the topic " + indexing.deadLetterTopic() + " is missing");
      }
      Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions, left(end));
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, left(end));
      consumer.assign(partitions);
      long total = 0;
      for (TopicPartition partition : partitions) {
        long first = begins.getOrDefault(partition, 0L);
        long last = ends.getOrDefault(partition, 0L);
        total += last - first;
        consumer.seek(partition, Math.max(first, last - most));
      }
      List<Placed> letters = new ArrayList<>();
      while (partitions.stream()
          .anyMatch(one -> consumer.position(one, left(end)) < ends.getOrDefault(one, 0L))) {
        if (left(end).isZero()) {
          throw new KafkaException("not all of them came in time");
        }
        for (ConsumerRecord<byte[], ByteBuffer> record : consumer.poll(POLL)) {
          letters.add(
              new Placed(
                  record.timestamp(),
                  record.offset(),
                  DeadLettersAnswer.Letter.of(record, events.topic())));
        }
      }
      return new DeadLettersAnswer(
          total, letters.stream().sorted(NEWEST_FIRST).limit(most).map(Placed::letter).toList());
    } finally {
      consumer.close(CloseOptions.timeout(Duration.ZERO));
    }
  }

  private static Duration left(long end) {
    return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
  }

  /** As for all of Kafka's clients here; one large record at a time is enough. */
  private Properties settings() {
    Properties settings = new Properties();
    settings.putAll(kafka.getConfig());
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 1 << 20);
    settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) TIME.toMillis());
    settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) TIME.toMillis());
    return settings;
  }
}
