package dev.hark.ask.prompt;

import dev.hark.ask.id.RecordingId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What the numbers of one prompt mean. Nothing else can be cited by its answer. */
public final class SegmentTable {
  private final List<NumberedSegment> segments;

  /**
   * @param segments numbered from 1 without gaps
   */
  SegmentTable(List<NumberedSegment> segments) {
    this.segments = List.copyOf(segments);
  }

  /** What this number means; empty when it was never given to the model. */
  public Optional<NumberedSegment> find(int number) {
    return number < 1 || number > segments.size()
        ? Optional.empty()
        : Optional.of(segments.get(number - 1));
  }

  /** The segment of this recording that starts there. */
  public Optional<NumberedSegment> find(RecordingId recording, Duration start) {
    return segments.stream()
        .filter(one -> one.recording().id().equals(recording))
        .filter(one -> one.segment().start().equals(start))
        .findFirst();
  }

  public List<NumberedSegment> all() {
    return segments;
  }
}
