package dev.hark.search.index;

import java.time.Duration;

/**
 * A segment, or the part of one, that a chunk holds.
 *
 * @param index place of the segment in the transcript; the parts of one segment share it
 * @param wholeStart where the whole segment starts; for one that was not cut, where it starts
 *     itself
 */
public record ChunkSegment(int index, Segment segment, Duration wholeStart) {
  public ChunkSegment {
    if (index < 0) {
      throw new IllegalArgumentException("a segment's index must not be negative: " + index);
    }
    if (wholeStart.isNegative() || wholeStart.compareTo(segment.start()) > 0) {
      throw new IllegalArgumentException(
          "a part does not start before its segment, at %s before %s"
              .formatted(segment.start(), wholeStart));
    }
  }
}
