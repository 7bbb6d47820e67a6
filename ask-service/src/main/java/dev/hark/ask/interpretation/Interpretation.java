package dev.hark.ask.interpretation;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * What code, not the model, read in a question.
 *
 * @param from the time that limits the recordings, inclusive
 * @param to exclusive
 * @param zone in which days were meant
 * @param expression the words that say the time, in this question or in one before
 * @param widened the expression can mean several times, and the window covers all of them
 * @param speakers who are named, as they are shown
 * @param counted words that are counted or listed; none for a moment
 */
public record Interpretation(
    Optional<Instant> from,
    Optional<Instant> to,
    ZoneId zone,
    Optional<String> expression,
    boolean widened,
    List<String> speakers,
    List<String> counted,
    Kind kind) {
  public Interpretation {
    speakers = List.copyOf(speakers);
    counted = List.copyOf(counted);
    if (counted.isEmpty() != (kind == Kind.MOMENT)) {
      throw new IllegalArgumentException("what is counted goes with " + kind);
    }
  }

  /** Nothing was read. */
  public static Interpretation nothing(ZoneId zone) {
    return new Interpretation(
        Optional.empty(),
        Optional.empty(),
        zone,
        Optional.empty(),
        false,
        List.of(),
        List.of(),
        Kind.MOMENT);
  }

  /** Whether a time limits the recordings. */
  public boolean timed() {
    return from.isPresent() || to.isPresent();
  }

  /** What is wanted. */
  public enum Kind {
    /** Of what was said at some moment. */
    MOMENT,
    /** All of something. */
    LIST,
    /** How many. */
    COUNT
  }
}
