package dev.hark.indexer.kafka;

import dev.hark.indexer.indexing.Result.RetryCause;
import dev.hark.indexer.kafka.Attempt.Disposition;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;

/** How the worker is doing, for readiness. Safe for use by many threads. */
@Singleton
final class WorkerState {
  private final Map<String, String> faults = new ConcurrentHashMap<>();
  private volatile int assigned;
  private final Map<TopicPartition, Disposition.Wait> waiting = new ConcurrentHashMap<>();

  void consuming(String topic) {
    faults.remove(topic);
  }

  void notConsuming(String topic, String reason) {
    faults.put(topic, reason);
    waiting.keySet().removeIf(partition -> partition.topic().equals(topic));
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
    return faults.values().stream().findAny();
  }

  /** Why an event of a partition here waits, when it is for this. */
  Optional<String> waitsFor(RetryCause cause) {
    return waiting.values().stream()
        .filter(wait -> wait.cause() == cause)
        .map(Disposition.Wait::message)
        .findAny();
  }
}
