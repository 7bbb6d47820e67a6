package dev.hark.indexer.kafka;

import dev.hark.indexer.event.UnacceptableEventException.Problem;
import dev.hark.indexer.indexing.Result.RetryCause;
import dev.hark.indexer.kafka.Attempt.Disposition;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * The dead-letter topic: records as they came, and why they are there. A letter that crossed a
 * crash may be there twice, with the same offset.
 */
final class DeadLetters {
  /** The largest record on any topic: an event of 32 MiB, and larger ones that are refused. */
  static final int LARGEST_RECORD = 40 << 20;

  /** A record at the topic's limit has no room for our headers: it goes without its value. */
  static final int LARGEST_VALUE = LARGEST_RECORD - (1 << 20);

  private static final DateTimeFormatter MILLISECONDS =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

  private final String topic;
  private final AcknowledgedProducer producer;
  private final Clock clock;

  DeadLetters(String topic, AcknowledgedProducer producer, Clock clock) {
    this.topic = topic;
    this.producer = producer;
    this.clock = clock;
  }

  /** Returns when the letter is durable, or cannot be for now. */
  Disposition publish(ConsumerRecord<byte[], ByteBuffer> record, Problem problem) {
    ProducerRecord<byte[], byte[]> letter =
        new ProducerRecord<>(
            topic, null, record.key(), value(record), headers(record, problem, clock.instant()));
    try {
      return producer.send(letter, RetryCause.DEAD_LETTERS);
    } catch (RecordTooLargeException e) {
      // There is nowhere else to keep it: the topic has to allow more.
      return new Disposition.Wait(
          RetryCause.DEAD_LETTERS,
          "the topic %s takes none so large: %s".formatted(topic, e.getMessage()));
    }
  }

  /** Headers of an earlier stay among the dead letters give way. */
  static Headers headers(
      ConsumerRecord<byte[], ByteBuffer> record, Problem problem, Instant failedAt) {
    Headers headers = new RecordHeaders(record.headers().toArray());
    set(headers, "error-code", problem.code().wireName());
    set(headers, "error-message", problem.message());
    set(headers, "source-partition", Integer.toString(record.partition()));
    set(headers, "source-offset", Long.toString(record.offset()));
    set(headers, "failed-at", MILLISECONDS.format(failedAt));
    return headers;
  }

  static byte @Nullable [] value(ConsumerRecord<byte[], ByteBuffer> record) {
    ByteBuffer value = record.value();
    return value == null || value.remaining() > LARGEST_VALUE ? null : bytes(value);
  }

  static byte[] bytes(ByteBuffer value) {
    byte[] bytes = new byte[value.remaining()];
    value.duplicate().get(bytes);
    return bytes;
  }

  private static void set(Headers headers, String name, String text) {
    headers.remove(name);
    headers.add(name, text.getBytes(StandardCharsets.UTF_8));
  }
}
