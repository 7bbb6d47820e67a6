package dev.hark.gateway.indexing;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the worker has still to do.
 *
 * @param lag of all partitions
 */
record IndexingAnswer(long lag, List<Partition> partitions) {
  IndexingAnswer {
    partitions = List.copyOf(partitions);
  }

  /**
   * One partition.
   *
   * @param committedOffset null before the worker has done anything of it
   * @param lag events that are neither done nor handed over
   */
  record Partition(
      String topic, int partition, long endOffset, @Nullable Long committedOffset, long lag) {
    /** Of what Kafka has removed meanwhile, nothing waits. */
    static Partition of(
        String topic, int partition, long begin, long end, @Nullable Long committed) {
      long next = committed == null ? begin : Math.max(begin, committed);
      return new Partition(topic, partition, end, committed, Math.max(0, end - next));
    }
  }

  static IndexingAnswer of(List<Partition> partitions) {
    return new IndexingAnswer(
        partitions.stream().mapToLong(Partition::lag).sum(),
        partitions.stream()
            .sorted(Comparator.comparing(Partition::topic).thenComparingInt(Partition::partition))
            .toList());
  }
}
