package dev.hark.gateway.indexing;

import dev.hark.runtime.id.Ids;
import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.id.Ids.RecordingId;
import dev.hark.runtime.time.WireTime;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * Events that could not be taken.
 *
 * @param total how many there are
 */
record DeadLettersAnswer(long total, List<Letter> data) {
  DeadLettersAnswer {
    data = List.copyOf(data);
  }

  /**
   * One, by its key and its headers; what is not in form is null.
   *
   * @param id by which {@code infra/dead-letters} shows it and sends it again
   * @param code why it could not be taken, for programs
   * @param reason the same for people; it names fields, never what stands in them
   * @param topic where the event stood, with partition and offset
   */
  record Letter(
      String id,
      String createdAt,
      @Nullable String code,
      @Nullable String reason,
      @Nullable String recordingId,
      @Nullable String endUserId,
      String topic,
      @Nullable Long partition,
      @Nullable Long offset) {
    /** The worker's reasons are a line; whoever else writes there may write anything. */
    private static final int LONGEST = 1_000;

    static Letter of(ConsumerRecord<byte[], ?> record, String topic) {
      String key = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
      return new Letter(
          record.partition() + "-" + record.offset(),
          WireTime.format(Instant.ofEpochMilli(record.timestamp())),
          text(record, "error-code").orElse(null),
          text(record, "error-message").orElse(null),
          Ids.parse(RecordingId::new, key).map(RecordingId::value).orElse(null),
          Ids.parse(EndUserId::new, key).map(EndUserId::value).orElse(null),
          topic,
          number(record, "source-partition"),
          number(record, "source-offset"));
    }

    private static Optional<String> text(ConsumerRecord<byte[], ?> record, String name) {
      return Optional.ofNullable(record.headers().lastHeader(name))
          .map(Header::value)
          .filter(value -> value.length <= LONGEST)
          .map(value -> new String(value, StandardCharsets.UTF_8));
    }

    private static @Nullable Long number(ConsumerRecord<byte[], ?> record, String name) {
      return text(record, name)
          .filter(text -> text.matches("[0-9]{1,18}"))
          .map(Long::valueOf)
          .orElse(null);
    }
  }
}
