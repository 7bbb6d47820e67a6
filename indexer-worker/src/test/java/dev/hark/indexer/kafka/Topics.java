package dev.hark.indexer.kafka;

import io.micronaut.configuration.kafka.ProducerRegistry;
import io.micronaut.configuration.kafka.TransactionalProducerRegistry;
import io.micronaut.core.type.Argument;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Topics of a low limit refuse all; what the others take is noted. */
final class Topics implements ProducerRegistry, TransactionalProducerRegistry {
  private final Set<String> low;
  private final MockProducer<byte[], byte[]> producer =
      new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer()) {
        @Override
        public synchronized Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
          return low.contains(record.topic())
              ? CompletableFuture.failedFuture(new RecordTooLargeException("too large"))
              : super.send(record);
        }
      };

  Topics(String... low) {
    this.low = Set.of(low);
  }

  List<ProducerRecord<byte[], byte[]>> taken() {
    return producer.history();
  }

  @Override
  @SuppressWarnings("unchecked")
  public <K, V> Producer<K, V> getProducer(String id, Argument<K> keyType, Argument<V> valueType) {
    return (Producer<K, V>) producer;
  }

  @Override
  public <K, V> Producer<K, V> getTransactionalProducer(
      String id, String transactionalId, Argument<K> keyType, Argument<V> valueType) {
    throw new AssertionError("no transactions");
  }

  @Override
  public void close(Producer<?, ?> useless) {
    throw new AssertionError("nothing makes a producer useless");
  }
}
