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
  private volatile int assigned;
  private final Map<TopicPartition, Disposition.Wait> waiting = new ConcurrentHashMap<>();

  void consuming() {
    consumerFault = null;
  }

  void notConsuming(String reason) {
    consumerFault = reason;
    waiting.clear();
  }

  void assigned(int partitions) {
    assigned = partitions;
  }

  int assigned() {
    return assigned;
  }

  void waiting(TopicPartition partition, Disposition.Wait wait) {
    waiting.put(partition, wait);
  }

  void notWaiting(TopicPartition partition) {
    waiting.remove(partition);
  }

  Optional<String> consumerFault() {
    return Optional.ofNullable(consumerFault);
  }

  /** Why the next event of a partition here waits, when it is for this. */
  Optional<String> waitsFor(RetryCause cause) {
    return waiting.values().stream()
        .filter(wait -> wait.cause() == cause)
        .map(Disposition.Wait::message)
        .findAny();
  }
}
