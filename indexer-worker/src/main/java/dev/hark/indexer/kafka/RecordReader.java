package dev.hark.indexer.kafka;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Reads single records that were read before. Not thread-safe.
 *
 * @param consumer of no group
 */
record RecordReader(Consumer<byte[], ByteBuffer> consumer) implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final int POLLS = 50;

  /**
   * Reads what is there.
   *
   * @return nothing when the topic does not hold it any more
   * @throws TimeoutException when the broker does not give it
   */
  Optional<ConsumerRecord<byte[], ByteBuffer>> read(TopicPartition partition, long offset) {
    consumer.assign(List.of(partition));
    consumer.seek(partition, offset);
    for (int i = 0; i < POLLS; i++) {
      for (ConsumerRecord<byte[], ByteBuffer> record : consumer.poll(POLL)) {
        return Optional.of(record).filter(found -> found.offset() == offset);
      }
    }
    throw new TimeoutException("nothing of " + partition + " at " + offset);
  }

  @Override
  public void close() {
    consumer.close(CloseOptions.timeout(Duration.ZERO));
  }
}
