package dev.hark.search.index;

import java.time.Instant;
import java.util.Comparator;

/**
 * When and by which event something was said: a total order, the same for every order of arrival.
 *
 * @param at the event's {@code created_at}, years 1970 to 9999
 */
public record Stamp(Instant at, EventKind kind, EventId event) implements Comparable<Stamp> {
  private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");
  private static final Comparator<Stamp> ORDER =
      Comparator.comparing(Stamp::at)
          .thenComparing(Stamp::kind)
          .thenComparing(stamp -> stamp.event().value());

  public Stamp {
    if (at.isBefore(Instant.EPOCH) || !at.isBefore(END)) {
      throw new IllegalArgumentException("created_at must be in the years 1970 to 9999, not " + at);
    }
  }

  @Override
  public int compareTo(Stamp other) {
    return ORDER.compare(this, other);
  }

  /** Text that sorts as stamps do, character by character. */
  public String sortable() {
    return "%012d.%09d/%c/%s"
        .formatted(at.getEpochSecond(), at.getNano(), kind.rank(), event.value());
  }
}
