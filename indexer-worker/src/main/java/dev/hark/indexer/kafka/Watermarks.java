package dev.hark.indexer.kafka;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Up to which offset everything of a partition is done, where events end in any order. Not
 * thread-safe.
 */
final class Watermarks {
  private final Map<TopicPartition, Partition> partitions = new HashMap<>();

  /** Offsets that are begun and not done; all below {@code next} have been begun. */
  private static final class Partition {
    private final NavigableSet<Long> open = new TreeSet<>();
    private long next = -1;
    private long sent;

    private Partition(long first) {
      sent = first;
    }

    private long done() {
      return open.isEmpty() ? next : open.first();
    }
  }

  void begin(TopicPartition name, long offset) {
    Partition partition = partitions.computeIfAbsent(name, any -> new Partition(offset));
    if (offset < partition.next) {
      // The topic was cut or made anew under the consumer.
      partition.open.clear();
      partition.sent = offset;
    }
    partition.open.add(offset);
    partition.next = offset + 1;
  }

  void end(TopicPartition name, long offset) {
    Partition partition = partitions.get(name);
    if (partition != null) {
      partition.open.remove(offset);
    }
  }

  /** What is done and not yet on its way to the broker; from now on it is. */
  Map<TopicPartition, OffsetAndMetadata> toCommit(Collection<TopicPartition> names) {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    for (TopicPartition name : names) {
      Partition partition = partitions.get(name);
      if (partition != null && partition.done() > partition.sent) {
        partition.sent = partition.done();
        offsets.put(name, new OffsetAndMetadata(partition.sent));
      }
    }
    return offsets;
  }

  /** Lets what is done be sent once more. */
  void commitFailed(TopicPartition name) {
    Partition partition = partitions.get(name);
    if (partition != null) {
      partition.sent = 0;
    }
  }

  Set<TopicPartition> partitions() {
    return Set.copyOf(partitions.keySet());
  }

  void remove(Collection<TopicPartition> names) {
    names.forEach(partitions::remove);
  }
}
