package dev.hark.ask.interpretation;

import dev.hark.runtime.id.Ids.RecordingId;
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
 * @param only recordings that the expression names by their titles; all when empty
 * @param counted words that are counted or listed; none for a moment
 * @param countedBy whose words count; everybody's when empty
 * @param recordings whether recordings are counted, not moments
 */
public record Interpretation(
    Optional<Instant> from,
    Optional<Instant> to,
    ZoneId zone,
    Optional<String> expression,
    boolean widened,
    List<RecordingId> only,
    List<String> speakers,
    List<String> counted,
    List<String> countedBy,
    boolean recordings,
    Kind kind) {
  public Interpretation {
    only = List.copyOf(only);
    speakers = List.copyOf(speakers);
    counted = List.copyOf(counted);
    countedBy = List.copyOf(countedBy);
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
        List.of(),
        List.of(),
        false,
        Kind.MOMENT);
  }

  /** The same of somebody else. */
  public Interpretation naming(List<String> others) {
    return new Interpretation(
        from, to, zone, expression, widened, only, others, counted, countedBy, recordings, kind);
  }

  /** The same, with nothing counted. */
  public Interpretation asMoment() {
    return new Interpretation(
        from,
        to,
        zone,
        expression,
        widened,
        only,
        speakers,
        List.of(),
        List.of(),
        false,
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
