package dev.hark.search.index;

import dev.hark.runtime.id.Ids.EventId;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

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

  /**
   * What an event says happened, in the order in which events of the same instant are taken: a
   * recording is there before it is transcribed, a transcription starts before it ends, and a
   * rename at the same instant is the later wish.
   */
  public enum EventKind {
    CREATED('a'),
    TRANSCRIPTION_STARTED('b'),
    TRANSCRIPTION_FAILED('c'),
    TRANSCRIPTION_COMPLETED('d'),
    UPDATED('e');

    private final char rank;

    EventKind(char rank) {
      this.rank = rank;
    }

    /** Sorts as the kinds do; part of stored versions, so it never changes. */
    char rank() {
      return rank;
    }
  }

  /** A value with the stamp of the event that said it; of two, the later stamp's holds. */
  public record Register<T>(T value, Stamp stamp) {
    /** What holds after both were said, in either order. */
    static <T> @Nullable Register<T> latest(
        @Nullable Register<T> held, @Nullable Register<T> said) {
      if (held == null || said == null) {
        return held == null ? said : held;
      }
      return later(held, said);
    }

    static <T> Register<T> later(Register<T> held, Register<T> said) {
      return said.stamp.compareTo(held.stamp) > 0 ? said : held;
    }

    static <T> @Nullable Register<T> ofNullable(@Nullable T value, Stamp stamp) {
      return value == null ? null : new Register<>(value, stamp);
    }

    /** The value of a register that may never have been set. */
    public static <T> @Nullable T valueOf(@Nullable Register<T> register) {
      return register == null ? null : register.value;
    }
  }
}
