package dev.hark.indexer.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** The partitions that are this worker's own, as far as giving them back goes. */
interface OwnPartitions {
  Collection<TopicPartition> names();

  /** Takes in what has been assigned. */
  void add(Collection<TopicPartition> assigned);

  /** Lets the records in work end, all together at most for this long, and gives up the rest. */
  void stop(Collection<TopicPartition> of, Duration grace) throws InterruptedException;

  /** Gives everything up that belongs to these partitions, now. */
  void abandon(Collection<TopicPartition> of);

  /** What is done and not yet on its way to the broker. */
  Map<TopicPartition, OffsetAndMetadata> toCommit(Collection<TopicPartition> of);

  void remove(Collection<TopicPartition> gone);
}
