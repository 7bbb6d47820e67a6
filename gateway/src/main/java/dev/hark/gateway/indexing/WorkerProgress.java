package dev.hark.gateway.indexing;

import dev.hark.gateway.error.Failure;
import dev.hark.gateway.error.FailureException;
import dev.hark.gateway.event.EventsConfiguration;
import io.micronaut.context.BeanProvider;
import io.micronaut.context.exceptions.BeanInstantiationException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.AdminClient;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far the worker is behind, by what it has committed of the topics that it reads. Kafka's
 * client is made for the first question. Safe for many threads.
 */
@Singleton
final class WorkerProgress {
  private static final Logger log = LoggerFactory.getLogger(WorkerProgress.class);

  /** A client hears within 3 s that Kafka is away. */
  private static final Duration TIME = Duration.ofMillis(2_500);

  private final EventsConfiguration events;
  private final IndexingConfiguration indexing;
  private final BeanProvider<AdminClient> client;

  WorkerProgress(
      EventsConfiguration events,
      IndexingConfiguration indexing,
      BeanProvider<AdminClient> client) {
    this.events = events;
    this.indexing = indexing;
    this.client = client;
  }

  /**
   * As it is now.
   *
   * @throws FailureException when Kafka cannot be asked
   */
  IndexingAnswer read() {
    long end = System.nanoTime() + TIME.toNanos();
    try {
      return read(client.get(), end);
    } catch (ExecutionException | TimeoutException | BeanInstantiationException e) {
      log.warn("Kafka does not tell how far the worker is: {}", e.toString());
      throw new FailureException(Failure.unavailable());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FailureException(Failure.unavailable());
    }
  }

  private IndexingAnswer read(AdminClient admin, long end)
      throws ExecutionException, TimeoutException, InterruptedException {
    int millis = (int) TIME.toMillis();
    Map<String, String> groups = groups();
    Map<String, KafkaFuture<TopicDescription>> topics =
        admin
            .describeTopics(groups.keySet(), new DescribeTopicsOptions().timeoutMs(millis))
            .topicNameValues();
    Map<String, KafkaFuture<Map<TopicPartition, OffsetAndMetadata>>> commits =
        new LinkedHashMap<>();
    groups.forEach(
        (topic, group) ->
            commits.put(
                topic,
                admin
                    .listConsumerGroupOffsets(
                        group, new ListConsumerGroupOffsetsOptions().timeoutMs(millis))
                    .partitionsToOffsetAndMetadata()));
    List<TopicPartition> partitions = new ArrayList<>();
    for (var topic : topics.entrySet()) {
      partitions.addAll(partitions(topic.getKey(), topic.getValue(), end));
    }
    Map<TopicPartition, OffsetAndMetadata> committed = new LinkedHashMap<>();
    for (var commit : commits.values()) {
      committed.putAll(await(commit, end));
    }
    // The ends last: what is committed meanwhile makes no partition seem ahead of its end.
    var begins = offsets(admin, partitions, OffsetSpec.earliest(), millis);
    var ends = offsets(admin, partitions, OffsetSpec.latest(), millis);
    return answer(partitions, await(begins, end), await(ends, end), committed);
  }

  /** Who reads which topic. */
  private Map<String, String> groups() {
    return Map.of(
        events.topic(), indexing.group(),
        indexing.fetchTopic(), indexing.group() + "-fetch",
        indexing.bulkTopic(), indexing.group() + "-bulk");
  }

  /** None of a side topic that is not there: nothing waits in it. */
  private List<TopicPartition> partitions(
      String topic, KafkaFuture<TopicDescription> described, long end)
      throws ExecutionException, TimeoutException, InterruptedException {
    try {
      return await(described, end).partitions().stream()
          .map(one -> new TopicPartition(topic, one.partition()))
          .toList();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException
          && !topic.equals(events.topic())) {
        return List.of();
      }
      throw e;
    }
  }

  private static KafkaFuture<Map<TopicPartition, ListOffsetsResultInfo>> offsets(
      AdminClient admin, List<TopicPartition> partitions, OffsetSpec which, int millis) {
    Map<TopicPartition, OffsetSpec> wanted = new LinkedHashMap<>();
    partitions.forEach(partition -> wanted.put(partition, which));
    return admin.listOffsets(wanted, new ListOffsetsOptions().timeoutMs(millis)).all();
  }

  private static IndexingAnswer answer(
      List<TopicPartition> partitions,
      Map<TopicPartition, ListOffsetsResultInfo> begins,
      Map<TopicPartition, ListOffsetsResultInfo> ends,
      Map<TopicPartition, OffsetAndMetadata> committed) {
    List<IndexingAnswer.Partition> told = new ArrayList<>();
    for (TopicPartition one : partitions) {
      ListOffsetsResultInfo begin = begins.get(one);
      ListOffsetsResultInfo end = ends.get(one);
      OffsetAndMetadata done = committed.get(one);
      if (begin != null && end != null) {
        told.add(
            IndexingAnswer.Partition.of(
                one.topic(),
                one.partition(),
                begin.offset(),
                end.offset(),
                done == null ? null : done.offset()));
      }
    }
    return IndexingAnswer.of(told);
  }

  private static <T> T await(KafkaFuture<T> answer, long end)
      throws ExecutionException, TimeoutException, InterruptedException {
    return answer.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
  }
}
