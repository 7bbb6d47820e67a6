package dev.hark.indexer.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** The partitions that are this worker's own. Belongs to the poll loop's thread. */
final class Assignment implements Rebalances.OwnPartitions {
  private final Map<TopicPartition, AssignedPartition> partitions = new HashMap<>();

  Collection<AssignedPartition> all() {
    return partitions.values();
  }

  AssignedPartition of(TopicPartition partition) {
    return partitions.computeIfAbsent(partition, AssignedPartition::new);
  }

  long smallBytes() {
    return all().stream().mapToLong(AssignedPartition::smallBytes).sum();
  }

  long largeBytes() {
    return all().stream().mapToLong(AssignedPartition::largeBytes).sum();
  }

  boolean isBusy() {
    return all().stream().anyMatch(AssignedPartition::isBusy);
  }

  /** What is done and not yet on its way to the broker. */
  Map<TopicPartition, OffsetAndMetadata> toCommit() {
    return offsets(all(), AssignedPartition::toCommit);
  }

  @Override
  public Map<TopicPartition, OffsetAndMetadata> uncommitted(Collection<TopicPartition> of) {
    return offsets(known(of), AssignedPartition::uncommitted);
  }

  private static Map<TopicPartition, OffsetAndMetadata> offsets(
      Collection<AssignedPartition> of, Function<AssignedPartition, OptionalLong> offset) {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    for (AssignedPartition own : of) {
      own.update();
      offset
          .apply(own)
          .ifPresent(done -> offsets.put(own.partition(), new OffsetAndMetadata(done)));
    }
    return offsets;
  }

  @Override
  public void stop(Collection<TopicPartition> of, Duration grace) throws InterruptedException {
    List<AssignedPartition> stopped = known(of);
    stopped.forEach(own -> own.work().ifPresent(PartitionWork::stop));
    long end = System.nanoTime() + grace.toNanos();
    for (AssignedPartition own : stopped) {
      own.abandonAfter(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
    }
  }

  @Override
  public void abandon(Collection<TopicPartition> of) {
    known(of).forEach(own -> own.work().ifPresent(PartitionWork::abandon));
  }

  @Override
  public void add(Collection<TopicPartition> assigned) {
    assigned.forEach(this::of);
  }

  @Override
  public void remove(Collection<TopicPartition> gone) {
    gone.forEach(partitions::remove);
  }

  @Override
  public Collection<TopicPartition> names() {
    return List.copyOf(partitions.keySet());
  }

  private List<AssignedPartition> known(Collection<TopicPartition> names) {
    return names.stream().map(partitions::get).filter(Objects::nonNull).toList();
  }
}
