package dev.hark.ask.retrieval;

import java.time.Duration;
import java.util.Optional;

/**
 * What one speaker says without a break, or a part of it: the smallest thing that a citation can
 * point at.
 *
 * @param start of the whole segment, from the recording's start: what a citation of it names
 * @param from where this part of it begins; the start, when this is all of it
 * @param speaker empty when nobody said who it was
 */
public record Segment(
    Duration start, Duration from, Duration end, Optional<String> speaker, String text) {
  public Segment {
    if (start.isNegative() || from.compareTo(start) < 0 || end.compareTo(from) < 0) {
      throw new IllegalArgumentException(
          "a segment starts at 0 or later and does not end before it starts: %s, from %s to %s"
              .formatted(start, from, end));
    }
  }

  /** A whole one. */
  public Segment(Duration start, Duration end, Optional<String> speaker, String text) {
    this(start, start, end, speaker, text);
  }
}
