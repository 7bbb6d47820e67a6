package dev.hark.indexer.event.protobuf;

import com.google.protobuf.Timestamp;
import dev.hark.indexer.event.Fields;
import dev.hark.proto.event.v1.RecordingEvent;
import dev.hark.runtime.rpc.RpcTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The envelope's fields, and how plain fields of any message are taken. */
final class EnvelopeFields {
  /** Years 1 to 9999, as the Timestamp message allows. */
  private static final long MIN_SECOND = Instant.parse("0001-01-01T00:00:00Z").getEpochSecond();

  private static final long MAX_SECOND = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();
  private static final int NANOS = 1_000_000_000;

  private EnvelopeFields() {}

  static Fields of(RecordingEvent message) {
    Fields fields = Fields.of("");
    put(fields, "id", message.getId());
    put(fields, "project_id", message.getProjectId());
    if (message.hasCreatedAt()) {
      put(fields, "created_at", message.getCreatedAt());
    }
    switch (message.getMode()) {
      case EVENT_MODE_UNSPECIFIED -> {}
      case EVENT_MODE_LIVE -> fields.put("mode", "live");
      case EVENT_MODE_TEST -> fields.put("mode", "test");
      case UNRECOGNIZED -> fields.put("mode", "");
    }
    return fields;
  }

  /** Empty text is absent: the wire cannot tell the two apart. */
  static void put(Fields fields, String name, String text) {
    if (!text.isEmpty()) {
      fields.put(name, text);
    }
  }

  /** Times are kept to the millisecond, as in JSON; one that is out of range is refused later. */
  static void put(Fields fields, String name, Timestamp time) {
    boolean valid =
        time.getSeconds() >= MIN_SECOND
            && time.getSeconds() <= MAX_SECOND
            && time.getNanos() >= 0
            && time.getNanos() < NANOS;
    fields.put(name, valid ? RpcTime.of(time).truncatedTo(ChronoUnit.MILLIS) : "");
  }
}
