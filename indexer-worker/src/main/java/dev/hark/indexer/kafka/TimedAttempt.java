package dev.hark.indexer.kafka;

import java.nio.ByteBuffer;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Measures how long attempts take. */
record TimedAttempt(PartitionWork.RecordAttempt attempt, WorkerMetrics metrics)
    implements PartitionWork.RecordAttempt {
  @Override
  public Disposition process(ConsumerRecord<byte[], ByteBuffer> record)
      throws InterruptedException {
    long start = System.nanoTime();
    try {
      return attempt.process(record);
    } finally {
      metrics.processed(Duration.ofNanos(System.nanoTime() - start));
    }
  }
}
