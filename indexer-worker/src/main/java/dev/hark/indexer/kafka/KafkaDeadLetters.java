package dev.hark.indexer.kafka;

import dev.hark.indexer.event.Problem;
import dev.hark.indexer.indexing.RetryCause;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;

/**
 * The dead-letter topic. A letter that crossed a crash may be there twice, with the same offset.
 */
final class KafkaDeadLetters implements DeadLetters, AutoCloseable {
  private static final Duration CLOSE = Duration.ofSeconds(2);

  private final String topic;
  private final Supplier<Producer<byte[], byte[]>> producers;
  private final Clock clock;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Producer<byte[], byte[]> producer;

  KafkaDeadLetters(String topic, Supplier<Producer<byte[], byte[]>> producers, Clock clock) {
    this.topic = topic;
    this.producers = producers;
    this.clock = clock;
  }

  @Override
  public Disposition publish(ConsumerRecord<byte[], ByteBuffer> record, Problem problem) {
    try {
      producer().send(letter(record, problem)).get();
      return new Disposition.Done();
    } catch (InterruptedException | InterruptException e) {
      Thread.currentThread().interrupt();
      return new Disposition.Wait(RetryCause.INTERNAL, "interrupted");
    } catch (ExecutionException e) {
      return refused(e.getCause() == null ? e : e.getCause());
    } catch (KafkaException | IllegalStateException e) {
      return refused(e);
    }
  }

  /**
   * What does not pass by itself may have left the producer useless: the next try makes another.
   */
  private Disposition refused(Throwable cause) {
    if (!(cause instanceof RetriableException)) {
      close();
    }
    return new Disposition.Wait(
        RetryCause.DEAD_LETTERS,
        "the topic %s takes nothing: %s: %s"
            .formatted(topic, cause.getClass().getSimpleName(), cause.getMessage()));
  }

  private ProducerRecord<byte[], byte[]> letter(
      ConsumerRecord<byte[], ByteBuffer> record, Problem problem) {
    Instant failedAt = clock.instant();
    return new ProducerRecord<>(
        topic,
        null,
        record.key(),
        DeadLetterRecord.value(record),
        DeadLetterRecord.headers(record, problem, failedAt));
  }

  /** Made when first needed: without a broker it could not be made. */
  private Producer<byte[], byte[]> producer() {
    lock.lock();
    try {
      if (producer == null) {
        producer = producers.get();
      }
      return producer;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      if (producer != null) {
        producer.close(CLOSE);
        producer = null;
      }
    } finally {
      lock.unlock();
    }
  }
}
