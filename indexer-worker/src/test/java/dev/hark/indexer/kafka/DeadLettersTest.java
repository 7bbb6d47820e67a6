package dev.hark.indexer.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hark.indexer.event.ErrorCode;
import dev.hark.indexer.event.UnacceptableEventException.Problem;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.junit.jupiter.api.Test;

class DeadLettersTest {
  private static String failedAt(String time) {
    ConsumerRecord<byte[], ByteBuffer> record =
        new ConsumerRecord<>("events", 2, 7, new byte[0], ByteBuffer.allocate(0));
    Headers headers =
        DeadLetters.headers(
            record, new Problem(ErrorCode.NOT_UTF8, "not UTF-8"), Instant.parse(time));
    return new String(headers.lastHeader("failed-at").value(), StandardCharsets.UTF_8);
  }

  @Test
  void theTimeHasThreeDigitsAlways() {
    assertEquals("2026-05-04T09:30:00.000Z", failedAt("2026-05-04T09:30:00Z"));
    assertEquals("2026-05-04T09:30:00.120Z", failedAt("2026-05-04T09:30:00.120999Z"));
  }
}
