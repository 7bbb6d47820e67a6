package dev.hark.search.index;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What one speaker says without a break, or a part of it.
 *
 * @param start from the recording's start
 * @param speaker null when nobody said who it was
 */
public record Segment(Duration start, Duration end, @Nullable String speaker, String text) {
  public Segment {
    if (start.isNegative() || end.compareTo(start) < 0) {
      throw new IllegalArgumentException(
          "a segment starts at 0 or later and does not end before it starts: %s to %s"
              .formatted(start, end));
    }
  }
}
