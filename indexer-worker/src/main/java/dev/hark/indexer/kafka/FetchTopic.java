package dev.hark.indexer.kafka;

import dev.hark.indexer.event.ProjectId;
import dev.hark.indexer.indexing.RetryCause;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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
 * The topic of events whose words have to be fetched: there they wait for somebody's server, and
 * the partition that they came from goes on. They keep key, value and headers; four headers more
 * say where they came from, when (milliseconds since 1970), and whose they are.
 */
final class FetchTopic {
  private static final String PARTITION = "source-partition";
  private static final String OFFSET = "source-offset";
  private static final String FIRST_SEEN = "first-seen";
  private static final String PROJECT = "project-id";
  private static final List<String> ADDED = List.of(PARTITION, OFFSET, FIRST_SEEN, PROJECT);

  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,15}");

  private final String name;
  private final String source;
  private final AcknowledgedProducer producer;
  private final Clock clock;

  /**
   * @param source the topic that events are handed over from
   */
  FetchTopic(String name, String source, AcknowledgedProducer producer, Clock clock) {
    this.name = name;
    this.source = source;
    this.producer = producer;
    this.clock = clock;
  }

  /**
   * Returns when the event is durable there, or cannot be for now.
   *
   * @throws RecordTooLargeException when the topic takes no event of its size
   */
  Disposition handOver(ConsumerRecord<byte[], ByteBuffer> record, ProjectId project) {
    Headers headers = without(record.headers());
    add(headers, PARTITION, Integer.toString(record.partition()));
    add(headers, OFFSET, Long.toString(record.offset()));
    add(headers, FIRST_SEEN, Long.toString(clock.millis()));
    add(headers, PROJECT, project.value());
    return producer.send(
        new ProducerRecord<>(name, null, record.key(), DeadLetterRecord.value(record), headers),
        RetryCause.FETCH_TOPIC);
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

  Fetch fetch(ConsumerRecord<byte[], ByteBuffer> record) {
    Instant now = clock.instant();
    return new Fetch(
        new TopicPartition(record.topic(), record.partition()),
        record.offset(),
        record.serializedValueSize(),
        text(record, PROJECT).orElse(""),
        Instant.ofEpochMilli(number(record, FIRST_SEEN, now.toEpochMilli())),
        now);
  }

  private static Headers without(Headers headers) {
    Headers others = new RecordHeaders(headers.toArray());
    ADDED.forEach(others::remove);
    return others;
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
