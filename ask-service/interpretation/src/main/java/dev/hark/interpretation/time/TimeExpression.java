package dev.hark.interpretation.time;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a question says of when something was recorded, and where it says so: {@code text} is the
 * question from {@code start} to {@code end}, exclusive, in UTF-16 units.
 */
public sealed interface TimeExpression {
  int start();

  int end();

  String text();

  /**
   * Recordings from a time on, before a time, or both.
   *
   * @param from inclusive; null where there is no first
   * @param to exclusive; null where there is no last
   * @param widened the expression has several readings, and the window covers all of them
   */
  record Window(
      int start,
      int end,
      String text,
      @Nullable Instant from,
      @Nullable Instant to,
      boolean widened)
      implements TimeExpression {
    public Window {
      Place.check(start, end, text);
      if (from == null && to == null) {
        throw new IllegalArgumentException("a window needs a from or a to");
      }
      if (from != null && to != null && !from.isBefore(to)) {
        throw new IllegalArgumentException("from must be before to, not " + from + ", " + to);
      }
    }
  }

  /**
   * So many of the newest recordings whose title has these words; of all recordings where there are
   * none: every recording is a <i>meeting</i> or a <i>call</i>, so such words are left out.
   *
   * @param name with whom or what they were made, word by word and without Mr or Mrs, as in <i>the
   *     last two calls with Pellworth</i>: recordings without it cannot be meant. Empty when it may
   *     be no name
   */
  record NamedRecordings(
      int start, int end, String text, int count, String title, List<String> name)
      implements TimeExpression {
    public static final int MOST = 100;

    public NamedRecordings {
      Place.check(start, end, text);
      name = List.copyOf(name);
      if (count < 1 || count > MOST) {
        throw new IllegalArgumentException("count must be 1 to " + MOST + ", not " + count);
      }
    }
  }

  /**
   * Recordings before or after the newest one whose title has these words; the newest of all where
   * there are none.
   */
  record RelativeToRecording(int start, int end, String text, Relation relation, String title)
      implements TimeExpression {
    public RelativeToRecording {
      Place.check(start, end, text);
    }
  }

  /** On which side of a recording; {@code SINCE} has the recording itself too. */
  enum Relation {
    BEFORE,
    AFTER,
    SINCE
  }
}
