package dev.hark.indexer.kafka;

import dev.hark.indexer.indexing.RetryCause;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;

/** Hands records over for good, or says why that cannot be for now. Safe for many threads. */
final class AcknowledgedProducer implements AutoCloseable {
  private static final Duration CLOSE = Duration.ofSeconds(2);

  private final Supplier<Producer<byte[], byte[]>> producers;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Producer<byte[], byte[]> producer;

  AcknowledgedProducer(Supplier<Producer<byte[], byte[]>> producers) {
    this.producers = producers;
  }

  /**
   * Returns when all replicas have the record, or it cannot be sent for now.
   *
   * @param cause what has to get well when it cannot
   * @throws RecordTooLargeException when the topic takes none of its size, however often it is sent
   */
  Disposition send(ProducerRecord<byte[], byte[]> record, RetryCause cause) {
    try {
      producer().send(record).get();
      return new Disposition.Done();
    } catch (InterruptedException | InterruptException e) {
      Thread.currentThread().interrupt();
      return new Disposition.Wait(RetryCause.INTERNAL, "interrupted");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RecordTooLargeException tooLarge) {
        throw tooLarge;
      }
      return refused(record.topic(), cause, e.getCause() == null ? e : e.getCause());
    } catch (KafkaException | IllegalStateException e) {
      return refused(record.topic(), cause, e);
    }
  }

  /**
   * What does not pass by itself may have left the producer useless: the next try makes another.
   */
  private Disposition refused(String topic, RetryCause waitsFor, Throwable failure) {
    if (!(failure instanceof RetriableException)) {
      close();
    }
    return new Disposition.Wait(
        waitsFor,
        "the topic %s takes nothing: %s: %s"
            .formatted(topic, failure.getClass().getSimpleName(), failure.getMessage()));
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
