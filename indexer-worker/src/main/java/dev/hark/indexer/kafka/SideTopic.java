package dev.hark.indexer.kafka;

import dev.hark.indexer.indexing.Result.RetryCause;
import dev.hark.indexer.kafka.Attempt.Disposition;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/**
 * A topic of events that would hold up others: there they wait for their turn, or for somebody's
 * server, and the partition that they came from goes on. They keep key, value and headers; four
 * headers behind those say where they came from, when (milliseconds since 1970) and whose they are.
 */
final class SideTopic {
  private static final String PARTITION = "source-partition";
  private static final String OFFSET = "source-offset";
  private static final String FIRST_SEEN = "first-seen";
  private static final String PROJECT = "project-id";
  private static final List<String> ADDED = List.of(PARTITION, OFFSET, FIRST_SEEN, PROJECT);

  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,15}");

  private final String name;
  private final RetryCause cause;
  private final String source;
  private final AcknowledgedProducer producer;
  private final Clock clock;

  /**
   * @param cause what has to get well when it takes nothing
   * @param source the topic that events are handed over from
   */
  SideTopic(
      String name, RetryCause cause, String source, AcknowledgedProducer producer, Clock clock) {
    this.name = name;
    this.cause = cause;
    this.source = source;
    this.producer = producer;
    this.clock = clock;
  }

  String name() {
    return name;
  }

  /**
   * Begins to hand an event over; it ends when the event is durable there, or cannot be for now.
   * Both throw {@link RecordTooLargeException} when the topic takes no event of its size.
   */
  Supplier<Disposition> handOver(ConsumerRecord<byte[], ByteBuffer> record, String project) {
    if (record.serializedValueSize() > DeadLetters.LARGEST_VALUE) {
      throw new RecordTooLargeException("larger than what can be sent on");
    }
    Headers headers = new RecordHeaders(record.headers().toArray());
    add(headers, PARTITION, Integer.toString(record.partition()));
    add(headers, OFFSET, Long.toString(record.offset()));
    add(headers, FIRST_SEEN, Long.toString(clock.millis()));
    add(headers, PROJECT, project);
    return producer.begin(
        new ProducerRecord<>(name, null, record.key(), DeadLetters.value(record), headers), cause);
  }

  /** The record as it was before it was handed over. */
  ConsumerRecord<byte[], ByteBuffer> original(ConsumerRecord<byte[], ByteBuffer> record) {
    return new ConsumerRecord<>(
        source,
        (int) number(record, PARTITION, record.partition()),
        number(record, OFFSET, record.offset()),
        record.timestamp(),
        TimestampType.CREATE_TIME,
        record.serializedKeySize(),
        record.serializedValueSize(),
        record.key(),
        record.value(),
        without(record.headers()),
        Optional.empty());
  }

  SideEvent event(ConsumerRecord<byte[], ByteBuffer> record) {
    Instant now = clock.instant();
    return new SideEvent(
        new TopicPartition(record.topic(), record.partition()),
        record.offset(),
        record.serializedValueSize(),
        text(record, PROJECT).orElse(""),
        Instant.ofEpochMilli(number(record, FIRST_SEEN, now.toEpochMilli())),
        now);
  }

  /** Whoever sent it may have headers of these names: ours are the last ones. */
  @SuppressWarnings("ReferenceEquality") // Another may have the same name and value.
  private static Headers without(Headers headers) {
    List<Header> others = new ArrayList<>(List.of(headers.toArray()));
    for (String name : ADDED) {
      Header ours = headers.lastHeader(name);
      others.removeIf(header -> header == ours);
    }
    return new RecordHeaders(others);
  }

  private static void add(Headers headers, String name, String text) {
    headers.add(name, text.getBytes(StandardCharsets.UTF_8));
  }

  private static long number(ConsumerRecord<?, ?> record, String name, long otherwise) {
    return text(record, name)
        .filter(text -> NUMBER.matcher(text).matches())
        .map(Long::valueOf)
        .orElse(otherwise);
  }

  private static Optional<String> text(ConsumerRecord<?, ?> record, String name) {
    return Optional.ofNullable(record.headers().lastHeader(name))
        .map(Header::value)
        .map(value -> new String(value, StandardCharsets.UTF_8));
  }
}
