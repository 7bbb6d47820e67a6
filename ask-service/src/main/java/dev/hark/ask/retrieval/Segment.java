package dev.hark.ask.retrieval;

import java.time.Duration;
import java.util.Optional;

/**
 * What one speaker says without a break, or a part of it: the smallest thing that a citation can
 * point at.
 *
 * @param start from the recording's start
 * @param speaker empty when nobody said who it was
 */
public record Segment(Duration start, Duration end, Optional<String> speaker, String text) {
  public Segment {
    if (start.isNegative() || end.compareTo(start) < 0) {
      throw new IllegalArgumentException(
          "a segment starts at 0 or later and does not end before it starts: %s to %s"
              .formatted(start, end));
    }
  }
}
