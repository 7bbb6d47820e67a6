package dev.hark.contract;

import dev.hark.proto.search.v1.EventStamp;
import dev.hark.proto.search.v1.UpdateKind;
import dev.hark.runtime.id.Ids.EventId;
import dev.hark.runtime.rpc.RpcTime;
import java.time.Instant;
import java.util.Comparator;

/** When and by which event something was said: the latest holds, whatever came first. */
record Stamp(Instant at, char kind, String event) implements Comparable<Stamp> {
  private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");
  private static final char COMPLETED = 'd';
  private static final Comparator<Stamp> ORDER =
      Comparator.comparing(Stamp::at).thenComparingInt(Stamp::kind).thenComparing(Stamp::event);

  static Stamp ofTranscript(EventStamp stamp) {
    return of(stamp, COMPLETED);
  }

  static Stamp of(EventStamp stamp, UpdateKind kind) {
    return of(
        stamp,
        switch (kind) {
          case UPDATE_KIND_CREATED -> 'a';
          case UPDATE_KIND_TRANSCRIPTION_STARTED -> 'b';
          case UPDATE_KIND_TRANSCRIPTION_FAILED -> 'c';
          case UPDATE_KIND_UPDATED -> 'e';
          case UPDATE_KIND_UNSPECIFIED, UNRECOGNIZED -> throw Fields.invalid("kind", "is required");
        });
  }

  private static Stamp of(EventStamp stamp, char kind) {
    if (!stamp.hasCreatedAt()) {
      throw Fields.invalid("stamp.created_at", "is required");
    }
    Instant at = RpcTime.of(stamp.getCreatedAt());
    if (at.isBefore(Instant.EPOCH) || !at.isBefore(END)) {
      throw Fields.invalid("stamp", "created_at must be in the years 1970 to 9999");
    }
    return new Stamp(at, kind, Fields.required("stamp.event_id", stamp.getEventId(), EventId::new));
  }

  @Override
  public int compareTo(Stamp other) {
    return ORDER.compare(this, other);
  }
}
