package dev.hark.interpretation.time;

import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a part of an expression means. */
sealed interface Value {
  /** Of a word or of digits. */
  record Count(int number) implements Value {}

  /** A date as written: a year, or 0, and two numbers in their order. */
  record Written(int year, int first, int second) implements Value {}

  record Clock(LocalTime time) implements Value {}

  /**
   * Words of a title, without those that every recording could have.
   *
   * @param name of whom or what they are with, word by word; empty when it is not certainly a name
   */
  record Title(String words, List<String> name) implements Value {}

  /** What an expression as a whole limits recordings to. */
  sealed interface Limit extends Value {
    /** Whether it could speak of the future as well. */
    boolean either();

    /** Whether it is short enough for what happened then to be spoken of then. */
    boolean brief();
  }

  record Span(
      @Nullable Instant from, @Nullable Instant to, boolean widened, boolean either, boolean brief)
      implements Limit {}

  record Latest(int count, Title title) implements Limit {
    @Override
    public boolean either() {
      return false;
    }

    @Override
    public boolean brief() {
      return true;
    }
  }

  record Beside(TimeExpression.Relation relation, String title, boolean either) implements Limit {
    @Override
    public boolean brief() {
      return true;
    }
  }

  /** A period of the calendar. */
  record Calendar(Period period) implements Value {}
}
