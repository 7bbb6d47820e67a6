package dev.hark.stack.deadletter;

import dev.hark.stack.installation.UserException;
import dev.hark.stack.kafka.EventProducer;
import dev.hark.stack.kafka.KafkaTopics;
import dev.hark.stack.kafka.TopicReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Sends dead letters again as the events that they were, and remembers which: in a compacted topic
 * that holds their places and times, and no words.
 */
final class Retries implements AutoCloseable {
  static final String TOPIC = "recording-events.retried";

  private static final String EVENTS = "recording-events";

  private final Map<String, Instant> known = new HashMap<>();
  private final EventProducer producer;

  /** Knows what was sent again until now. */
  Retries(String kafka) {
    new KafkaTopics(kafka).create(TOPIC, 1, Map.of("cleanup.policy", "compact"));
    known.putAll(all(kafka));
    this.producer = new EventProducer(kafka);
  }

  /** When each letter was last sent again, as far as it was. */
  static Map<String, Instant> all(String kafka) {
    Map<String, Instant> all = new HashMap<>();
    TopicReader.find(kafka, TOPIC)
        .ifPresent(
            reader -> {
              try (reader) {
                reader.readToEnd(record -> add(all, text(record.key()), text(record.value())));
              }
            });
    return all;
  }

  private static void add(Map<String, Instant> all, String name, String time) {
    try {
      all.put(name, Instant.parse(time));
    } catch (DateTimeParseException notOurs) {
      // Whoever wrote it meant something else.
    }
  }

  private static String text(byte @Nullable [] bytes) {
    return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
  }

  /** With its time: a topic that is made anew begins again with the same places. */
  static String name(DeadLetter letter) {
    return letter.id() + "@" + letter.at();
  }

  /** When it was last sent again. */
  Optional<Instant> last(DeadLetter letter) {
    return Optional.ofNullable(known.get(name(letter)));
  }

  /**
   * Sends it and remembers that, both acknowledged. After a crash between the two it may be sent
   * twice, which changes nothing.
   */
  void send(DeadLetter letter) {
    if (letter.record().value() == null) {
      throw new UserException(
          "%s holds no event, which was too large: publish it again".formatted(letter.id()));
    }
    producer.send(
        new ProducerRecord<>(
            EVENTS,
            null,
            letter.record().key(),
            letter.record().value(),
            letter.originalHeaders()));
    Instant now = Instant.now();
    producer.send(new ProducerRecord<>(TOPIC, bytes(name(letter)), bytes(now.toString())));
    known.put(name(letter), now);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    producer.close();
  }
}
