package dev.hark.indexer.kafka;

import dev.hark.indexer.event.Problem;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** A dead letter: the record as it came, and why it is here. */
final class DeadLetterRecord {
  /** A record at the topic's limit has no room for our headers: it goes without its value. */
  static final int LARGEST_VALUE = ClientSettings.LARGEST_RECORD - (1 << 20);

  private DeadLetterRecord() {}

  /** Headers of an earlier stay among the dead letters give way. */
  static Headers headers(
      ConsumerRecord<byte[], ByteBuffer> record, Problem problem, Instant failedAt) {
    Headers headers = new RecordHeaders(record.headers().toArray());
    set(headers, "error-code", problem.code().wireName());
    set(headers, "error-message", problem.message());
    set(headers, "source-partition", Integer.toString(record.partition()));
    set(headers, "source-offset", Long.toString(record.offset()));
    set(headers, "failed-at", failedAt.truncatedTo(ChronoUnit.MILLIS).toString());
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
