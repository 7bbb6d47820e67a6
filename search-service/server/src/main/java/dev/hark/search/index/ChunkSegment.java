package dev.hark.search.index;

/**
 * A segment, or a part of one, that a chunk holds.
 *
 * @param index place of the segment in the transcript; the parts of one segment share it
 */
public record ChunkSegment(int index, Segment segment) {
  public ChunkSegment {
    if (index < 0) {
      throw new IllegalArgumentException("a segment's index must not be negative: " + index);
    }
  }
}
