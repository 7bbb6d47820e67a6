package dev.hark.interpretation.counting;

import java.util.List;

/**
 * A question that the words of the recordings answer: how often some were said, or where.
 *
 * @param words that are counted or listed, as they were asked for
 * @param who says them
 */
public record CountedQuestion(Kind kind, Unit unit, String words, Who who) {
  public CountedQuestion {
    if (words.isBlank()) {
      throw new IllegalArgumentException("something must be counted");
    }
  }

  /** What is wanted. */
  public enum Kind {
    LIST,
    COUNT
  }

  /** What is counted. */
  public enum Unit {
    /** Segments in which the words are said. */
    MOMENTS,
    /** Recordings in which they are said. */
    RECORDINGS
  }

  /** Whose words count. */
  public sealed interface Who {
    /** Everybody's. */
    record Anyone() implements Who {}

    /** Of him or her whom an earlier question named. */
    record NamedBefore() implements Who {}

    /** Of those who are named. */
    record Named(List<String> names) implements Who {
      public Named {
        names = List.copyOf(names);
      }
    }
  }
}
