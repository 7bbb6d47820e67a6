package dev.hark.indexer.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives partitions back in order: what is in work ends or is given up, and what is done is
 * committed, before another worker begins. Called by the poll loop's thread, inside a poll.
 */
final class Rebalances implements ConsumerRebalanceListener {
  private static final Logger log = LoggerFactory.getLogger(Rebalances.class);
  private static final Duration COMMIT = Duration.ofSeconds(5);

  /** The partitions that are this worker's own, as far as giving them back goes. */
  interface OwnPartitions {
    Collection<TopicPartition> names();

    /** Takes in what has been assigned. */
    void add(Collection<TopicPartition> assigned);

    /** Lets the records in work end, all together at most for this long, and gives up the rest. */
    void stop(Collection<TopicPartition> of, Duration grace) throws InterruptedException;

    /** Gives everything up that belongs to these partitions, now. */
    void abandon(Collection<TopicPartition> of);

    /** What is done and not known to be committed, also where it is on its way to the broker. */
    Map<TopicPartition, OffsetAndMetadata> uncommitted(Collection<TopicPartition> of);

    void remove(Collection<TopicPartition> gone);
  }

  private final Consumer<?, ?> consumer;
  private final OwnPartitions own;
  private final WorkerState state;
  private final Duration grace;

  Rebalances(Consumer<?, ?> consumer, OwnPartitions own, WorkerState state, Duration grace) {
    this.consumer = consumer;
    this.own = own;
    this.state = state;
    this.grace = grace;
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
    own.add(partitions);
    log.info("assigned {}", partitions);
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
    giveBack(partitions, grace);
    log.info("gave back {}", partitions);
  }

  /** They are another's already: nothing may be committed any more. */
  @Override
  public void onPartitionsLost(Collection<TopicPartition> partitions) {
    own.abandon(partitions);
    forget(partitions);
    log.warn("lost {}", partitions);
  }

  void giveBack(Collection<TopicPartition> partitions, Duration longest) {
    try {
      own.stop(partitions, longest);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      own.abandon(partitions);
    }
    commit(own.uncommitted(partitions));
    forget(partitions);
  }

  private void forget(Collection<TopicPartition> partitions) {
    own.remove(partitions);
    partitions.forEach(state::notWaiting);
  }

  private void commit(Map<TopicPartition, OffsetAndMetadata> offsets) {
    if (offsets.isEmpty()) {
      return;
    }
    try {
      consumer.commitSync(offsets, COMMIT);
    } catch (KafkaException e) {
      // The next owner does again what is already done, which changes nothing.
      log.warn("could not commit {}: {}", offsets.keySet(), e.toString());
    }
  }
}
