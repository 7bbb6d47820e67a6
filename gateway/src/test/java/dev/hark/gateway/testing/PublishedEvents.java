package dev.hark.gateway.testing;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What is on a topic, each event as its key, a space and its value. */
public final class PublishedEvents implements AutoCloseable {
  private static final Duration SOON = Duration.ofSeconds(20);

  private final KafkaConsumer<String, byte[]> consumer;
  private final List<String> events = new ArrayList<>();

  public PublishedEvents(String bootstrap, String topic) {
    consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrap),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions = List.of(new TopicPartition(topic, 0));
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /** The only one that holds this id. */
  public String of(String eventId) {
    return only(event -> event.contains("\"id\":\"" + eventId + "\""));
  }

  /** The only one with this key. */
  public String withKey(String key) {
    return only(event -> event.startsWith(key + " "));
  }

  /** The first one with this key; there may be others. */
  public String anyWithKey(String key) {
    return found(event -> event.startsWith(key + " ")).stream()
        .findFirst()
        .orElseThrow(() -> new AssertionError("no event of " + key));
  }

  /** How many different ones have this key, of those that were read until now. */
  public long differentWithKey(String key) {
    return events.stream().filter(event -> event.startsWith(key + " ")).distinct().count();
  }

  private String only(Predicate<String> wanted) {
    List<String> found = found(wanted);
    if (found.size() != 1) {
      throw new AssertionError("one event was expected among " + events);
    }
    return found.getFirst();
  }

  private List<String> found(Predicate<String> wanted) {
    Instant end = Instant.now().plus(SOON);
    List<String> found = events.stream().filter(wanted).toList();
    while (found.isEmpty() && Instant.now().isBefore(end)) {
      consumer
          .poll(Duration.ofMillis(100))
          .forEach(
              record ->
                  events.add(
                      record.key() + " " + new String(record.value(), StandardCharsets.UTF_8)));
      found = events.stream().filter(wanted).toList();
    }
    return found;
  }

  @Override
  public void close() {
    consumer.close();
  }
}
