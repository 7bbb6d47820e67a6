package dev.hark.indexer.kafka;

import java.nio.ByteBuffer;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * How much may be in work at a time. Large events share a budget of their own, so that one which
 * takes minutes holds up other large ones at most, and never the many small.
 *
 * @param bytes for the large ones together, and once more for all others
 */
public record WorkBudget(long bytes) {
  /** As max.partition.fetch.bytes of the consumer: an event that is larger comes alone. */
  static final int LARGE = 1 << 20;

  /** An event in work takes up to four times its bytes of heap, and there are two budgets. */
  private static final int SHARE_OF_HEAP = 16;

  /** The budget for this process, unless one is configured. */
  public static WorkBudget of(long configured) {
    return new WorkBudget(
        configured > 0 ? configured : Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);
  }

  static boolean isLarge(ConsumerRecord<byte[], ByteBuffer> record) {
    return record.serializedValueSize() > LARGE;
  }

  /**
   * The records up to the first large one that has to wait. One is always let in when there is no
   * other, however large.
   *
   * @param largeBytes of the large events in work already
   */
  List<ConsumerRecord<byte[], ByteBuffer>> admit(
      List<ConsumerRecord<byte[], ByteBuffer>> records, long largeBytes) {
    long taken = largeBytes;
    for (int i = 0; i < records.size(); i++) {
      if (isLarge(records.get(i))) {
        taken += records.get(i).serializedValueSize();
        boolean isOnly = taken == records.get(i).serializedValueSize();
        if (taken > bytes && !isOnly) {
          return records.subList(0, i);
        }
      }
    }
    return records;
  }

  /** Whether nothing more may be fetched. */
  boolean isFull(long smallBytes) {
    return smallBytes >= bytes;
  }
}
