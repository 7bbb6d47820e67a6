package dev.hark.indexer.kafka;

import dev.hark.indexer.indexing.RetryCause;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** How the worker is doing, for readiness. Safe for use by many threads. */
final class WorkerState {
  private volatile @Nullable String consumerFault = "not started";
  private volatile @Nullable String deadLetterFault;
  private volatile int assigned;
  private final Map<TopicPartition, RetryCause> waiting = new ConcurrentHashMap<>();

  void consuming() {
    consumerFault = null;
  }

  void notConsuming(String reason) {
    consumerFault = reason;
    waiting.clear();
  }

  void deadLettersTaken() {
    deadLetterFault = null;
  }

  void deadLettersRefused(String reason) {
    deadLetterFault = reason;
  }

  void assigned(int partitions) {
    assigned = partitions;
  }

  int assigned() {
    return assigned;
  }

  void waiting(TopicPartition partition, RetryCause cause) {
    waiting.put(partition, cause);
  }

  void notWaiting(TopicPartition partition) {
    waiting.remove(partition);
  }

  Optional<String> consumerFault() {
    return Optional.ofNullable(consumerFault);
  }

  Optional<String> deadLetterFault() {
    return Optional.ofNullable(deadLetterFault);
  }

  /** Partitions whose next event waits for something to get well. */
  Map<TopicPartition, RetryCause> waiting() {
    return Map.copyOf(waiting);
  }
}
