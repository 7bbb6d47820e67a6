package dev.hark.interpretation.time;

import java.time.Instant;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes one window of two. */
final class Spans {
  private Spans() {}

  /** From one to the other where each has the end that the other lacks; else over both, widened. */
  static Value.Span combined(Value.Span one, Value.Span other) {
    if (one.equals(other)) {
      return one;
    }
    if (one.to() == null && other.from() == null && isOrdered(one.from(), other.to())) {
      return span(one.from(), other.to(), one, other, false);
    }
    if (one.from() == null && other.to() == null && isOrdered(other.from(), one.to())) {
      return span(other.from(), one.to(), one, other, false);
    }
    Instant from =
        one.from() == null || other.from() == null
            ? null
            : Stream.of(one.from(), other.from()).min(Comparator.naturalOrder()).get();
    Instant to =
        one.to() == null || other.to() == null
            ? null
            : Stream.of(one.to(), other.to()).max(Comparator.naturalOrder()).get();
    return span(from, to, one, other, true);
  }

  private static boolean isOrdered(@Nullable Instant from, @Nullable Instant to) {
    return from != null && to != null && from.isBefore(to);
  }

  private static Value.Span span(
      @Nullable Instant from,
      @Nullable Instant to,
      Value.Span one,
      Value.Span other,
      boolean widened) {
    return new Value.Span(
        from,
        to,
        widened || one.widened() || other.widened(),
        one.either() || other.either(),
        one.brief() && other.brief());
  }
}
