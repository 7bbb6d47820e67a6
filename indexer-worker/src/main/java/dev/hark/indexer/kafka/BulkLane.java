package dev.hark.indexer.kafka;

import dev.hark.indexer.event.EventType;
import dev.hark.indexer.event.Subject;
import dev.hark.indexer.kafka.Attempt.Disposition;
import dev.hark.runtime.id.Ids.ProjectId;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;

/**
 * Hands over to the bulk topic what would hold up others in the main one: what is large, and what
 * goes beyond its project's share, but no deletions. Events may leave their order: the index
 * decides by their stamps, and deletions are final. Safe for many threads, one for a partition.
 */
final class BulkLane {
  private final SideTopic topic;
  private final ProjectShares shares;
  private final int largeEvent;

  /** More than are under way of a partition, all of which may be attempted again. */
  private static final int REMEMBERED = 2 * PartitionWork.MOST_UNDER_WAY;

  /** Whether the latest events of each partition were over their share, by their offsets. */
  private final Map<TopicPartition, Map<Long, Boolean>> decided = new ConcurrentHashMap<>();

  /**
   * @param largeEvent bytes of an event from which on it is large
   */
  BulkLane(SideTopic topic, ProjectShares shares, int largeEvent) {
    this.topic = topic;
    this.shares = shares;
    this.largeEvent = largeEvent;
  }

  /** Those need no embedding, and nobody is to wait for them. */
  private static boolean deletes(Subject subject) {
    return subject.type() == EventType.RECORDING_DELETED
        || subject.type() == EventType.END_USER_DELETED;
  }

  boolean isLarge(ConsumerRecord<byte[], ByteBuffer> record) {
    return record.serializedValueSize() >= largeEvent;
  }

  /**
   * Whether its project has had its share for now; counts the event, once however often it is
   * attempted, if not. Never a deletion.
   */
  boolean isOverShare(ConsumerRecord<byte[], ByteBuffer> record, Subject subject) {
    if (deletes(subject)) {
      return false;
    }
    return decided
        .computeIfAbsent(new TopicPartition(record.topic(), record.partition()), _ -> latest())
        .computeIfAbsent(
            record.offset(), _ -> !shares.take(project(subject), record.serializedValueSize()));
  }

  private static Map<Long, Boolean> latest() {
    return new LinkedHashMap<>() {
      @Override
      protected boolean removeEldestEntry(Map.Entry<Long, Boolean> eldest) {
        return size() > REMEMBERED;
      }
    };
  }

  /**
   * Begins to hand an event over, which ends when it is durable there, or cannot be for now.
   *
   * @param inOrder what is done instead with one that is to stay in its order: a deletion, or one
   *     that is larger than the topic takes
   */
  Attempt handOver(ConsumerRecord<byte[], ByteBuffer> record, Subject subject, Attempt inOrder) {
    if (deletes(subject)) {
      return inOrder;
    }
    try {
      Supplier<Disposition> sent = topic.handOver(record, project(subject));
      return new Attempt.HandOver(
          () -> {
            try {
              return sent.get();
            } catch (RecordTooLargeException e) {
              return inOrder.end();
            }
          });
    } catch (RecordTooLargeException e) {
      return inOrder;
    }
  }

  /** Events without a project count as one project's. */
  private static String project(Subject subject) {
    ProjectId project = subject.project();
    return project == null ? "" : project.value();
  }
}
