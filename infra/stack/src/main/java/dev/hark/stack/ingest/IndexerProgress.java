package dev.hark.stack.ingest;

import dev.hark.stack.deadletter.DeadLetter;
import dev.hark.stack.deadletter.DeadLetter.Place;
import dev.hark.stack.deadletter.DeadLetters;
import dev.hark.stack.kafka.TopicReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.TopicPartition;

/**
 * What the indexer has done with the events of the topic since this was opened: those before its
 * offsets, but for those that it has handed over to a side topic and has not done there. Not
 * thread-safe.
 */
final class IndexerProgress implements Outcomes.Indexer, AutoCloseable {
  /** As the worker is told its group; those of the side topics have their names added. */
  private static final String GROUP = "HARK_KAFKA_GROUP_ID";

  private static final String USUAL_GROUP = "hark-indexer";
  private static final List<String> SIDES = List.of("fetch", "bulk");
  private static final int TIMEOUT_MS = 10_000;

  private final String group;
  private final Admin admin;
  private final DeadLetters letters;
  private final List<TopicReader> sides = new ArrayList<>();
  private final Map<Place, List<Position>> handedOver = new HashMap<>();
  private Map<TopicPartition, Long> done = Map.of();

  private record Position(TopicPartition partition, long offset) {}

  private IndexerProgress(String kafka, String group) {
    this.group = group;
    this.letters = DeadLetters.of(kafka);
    this.admin =
        Admin.create(
            Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                kafka,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                TIMEOUT_MS,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                TIMEOUT_MS));
    for (String side : SIDES) {
      TopicReader.find(kafka, EventPublisher.TOPIC + "." + side).ifPresent(sides::add);
    }
  }

  /** To be opened before the events are published. */
  static IndexerProgress open(String kafka, Map<String, String> environment) {
    String given = environment.getOrDefault(GROUP, "");
    IndexerProgress progress = new IndexerProgress(kafka, given.isBlank() ? USUAL_GROUP : given);
    progress.letters.skipThoseOfBefore();
    progress.sides.forEach(TopicReader::toEnd);
    return progress;
  }

  @Override
  public void look(Consumer<DeadLetter> newLetters) throws InterruptedException {
    // The offsets first: an event is handed over, or a dead letter, before its offset says done.
    Map<TopicPartition, Long> offsets = offsets(group);
    for (String side : SIDES) {
      offsets.putAll(offsets(group + "-" + side));
    }
    for (TopicReader side : sides) {
      side.readToEnd(
          record ->
              DeadLetter.source(record.headers())
                  .ifPresent(
                      source ->
                          handedOver
                              .computeIfAbsent(source, any -> new ArrayList<>(1))
                              .add(
                                  new Position(
                                      new TopicPartition(record.topic(), record.partition()),
                                      record.offset()))));
    }
    letters.readNew(newLetters);
    done = offsets;
  }

  private Map<TopicPartition, Long> offsets(String ofGroup) throws InterruptedException {
    Map<TopicPartition, Long> offsets = new HashMap<>();
    try {
      admin
          .listConsumerGroupOffsets(ofGroup)
          .partitionsToOffsetAndMetadata()
          .get()
          .forEach(
              (partition, committed) -> {
                if (committed != null) {
                  offsets.put(partition, committed.offset());
                }
              });
    } catch (ExecutionException notNow) {
      // Nobody can say that anything is done.
    }
    return offsets;
  }

  @Override
  public boolean isDone(Place event) {
    return isDone(new TopicPartition(EventPublisher.TOPIC, event.partition()), event.offset())
        && handedOver.getOrDefault(event, List.of()).stream()
            .allMatch(side -> isDone(side.partition(), side.offset()));
  }

  private boolean isDone(TopicPartition partition, long offset) {
    return done.getOrDefault(partition, 0L) > offset;
  }

  @Override
  public void close() {
    sides.forEach(TopicReader::close);
    letters.close();
    admin.close();
  }
}
