package dev.hark.stack.deadletter;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * An event that could not be taken, as its topic holds it: as it came, with headers that say why.
 */
public record DeadLetter(ConsumerRecord<byte[], byte[]> record) {
  private static final String CODE = "error-code";
  private static final String MESSAGE = "error-message";
  private static final String SOURCE_PARTITION = "source-partition";
  private static final String SOURCE_OFFSET = "source-offset";

  /** Those that make an event a dead letter. */
  private static final List<String> ADDED =
      List.of(CODE, MESSAGE, SOURCE_PARTITION, SOURCE_OFFSET, "failed-at");

  /** Where a record stands in a topic. */
  public record Place(int partition, long offset) {
    @Override
    public String toString() {
      return partition + "-" + offset;
    }

    /** The form that {@link #toString} gives; empty for any other. */
    static Optional<Place> parse(String text) {
      return text.matches("[0-9]{1,9}-[0-9]{1,18}")
          ? Optional.of(
              new Place(
                  Integer.parseInt(text.substring(0, text.indexOf('-'))),
                  Long.parseLong(text.substring(text.indexOf('-') + 1))))
          : Optional.empty();
    }
  }

  /** By which it is shown and sent again. */
  public Place id() {
    return new Place(record.partition(), record.offset());
  }

  /** When it was written. */
  Instant at() {
    return Instant.ofEpochMilli(record.timestamp());
  }

  /** A recording's id, or an end user's; empty when it came without. */
  String key() {
    return record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
  }

  /** Where the event stood; empty when the letter is not of the indexer's making. */
  public Optional<Place> source() {
    return source(record.headers());
  }

  /** The same of an event in a side topic, which says it in the same way. */
  public static Optional<Place> source(Headers headers) {
    return Place.parse(
        text(headers.lastHeader(SOURCE_PARTITION)) + "-" + text(headers.lastHeader(SOURCE_OFFSET)));
  }

  public String code() {
    return header(CODE);
  }

  /** Why it could not be taken; names fields, never what stands in them. */
  public String reason() {
    return header(MESSAGE);
  }

  String header(String name) {
    return text(record.headers().lastHeader(name));
  }

  static String text(@Nullable Header header) {
    return header == null || header.value() == null
        ? ""
        : new String(header.value(), StandardCharsets.UTF_8);
  }

  /** The headers that the event came with. */
  Headers originalHeaders() {
    Headers headers = new RecordHeaders(record.headers().toArray());
    ADDED.forEach(headers::remove);
    return headers;
  }
}
