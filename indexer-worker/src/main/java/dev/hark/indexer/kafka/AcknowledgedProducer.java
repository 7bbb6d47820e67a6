package dev.hark.indexer.kafka;

import dev.hark.indexer.indexing.Result.RetryCause;
import dev.hark.indexer.kafka.Attempt.Disposition;
import io.micronaut.configuration.kafka.ProducerRegistry;
import io.micronaut.configuration.kafka.TransactionalProducerRegistry;
import io.micronaut.context.exceptions.BeanInstantiationException;
import io.micronaut.core.type.Argument;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;

/**
 * Hands records over for good, or says why that cannot be for now. The producer, which {@code
 * kafka.producers.hand-over} configures, is made when first needed: without a broker's address it
 * could not be made. Safe for many threads.
 */
@Singleton
final class AcknowledgedProducer {
  private static final Argument<byte[]> BYTES = Argument.of(byte[].class);
  private static final Duration CLOSE = Duration.ofSeconds(2);

  private final ProducerRegistry producers;
  private final TransactionalProducerRegistry made;
  private volatile @Nullable Producer<byte[], byte[]> latest;

  /**
   * @param made forgets what {@code producers} has made, transactional or not
   */
  AcknowledgedProducer(ProducerRegistry producers, TransactionalProducerRegistry made) {
    this.producers = producers;
    this.made = made;
  }

  /**
   * Returns when all replicas have the record, or it cannot be sent for now.
   *
   * @param cause what has to get well when it cannot
   * @throws RecordTooLargeException when the topic takes none of its size, however often it is sent
   */
  Disposition send(ProducerRecord<byte[], byte[]> record, RetryCause cause) {
    return begin(record, cause).get();
  }

  /** The same, for those who wait for it later. */
  Supplier<Disposition> begin(ProducerRecord<byte[], byte[]> record, RetryCause cause) {
    Producer<byte[], byte[]> producer;
    try {
      producer = producers.getProducer("hand-over", BYTES, BYTES);
      latest = producer;
    } catch (BeanInstantiationException e) {
      Disposition refused = refused(record.topic(), cause, e.getCause() == null ? e : e.getCause());
      return () -> refused;
    }
    try {
      Future<RecordMetadata> sent = producer.send(record);
      return () -> acknowledged(sent, producer, record.topic(), cause);
    } catch (InterruptException e) {
      Thread.currentThread().interrupt();
      return () -> new Disposition.Wait(RetryCause.INTERNAL, "interrupted");
    } catch (KafkaException | IllegalStateException e) {
      Disposition refused = refused(producer, record.topic(), cause, e);
      return () -> refused;
    }
  }

  private Disposition acknowledged(
      Future<RecordMetadata> sent, Producer<byte[], byte[]> by, String topic, RetryCause cause) {
    // What is acknowledged counts, also when whoever asks is told to end.
    boolean interrupted = sent.isDone() && Thread.interrupted();
    try {
      RecordMetadata _ = sent.get();
      return new Disposition.Done();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Disposition.Wait(RetryCause.INTERNAL, "interrupted");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RecordTooLargeException tooLarge) {
        throw tooLarge;
      }
      return refused(by, topic, cause, e.getCause() == null ? e : e.getCause());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /**
   * What does not pass by itself may have left the producer useless, as refused credentials do: the
   * next try makes another.
   */
  private Disposition refused(
      Producer<?, ?> by, String topic, RetryCause cause, Throwable failure) {
    if (!(failure instanceof RetriableException)) {
      close(by);
    }
    return refused(topic, cause, failure);
  }

  private void close(Producer<?, ?> producer) {
    made.close(producer);
    producer.close(CLOSE);
  }

  /** Before the registry does, which would wait for as long as a record may be on its way. */
  @PreDestroy
  void close() {
    Producer<byte[], byte[]> last = latest;
    if (last != null) {
      close(last);
    }
  }

  private static Disposition refused(String topic, RetryCause cause, Throwable failure) {
    return new Disposition.Wait(
        cause,
        "the topic %s takes nothing: %s: %s"
            .formatted(topic, failure.getClass().getSimpleName(), failure.getMessage()));
  }
}
