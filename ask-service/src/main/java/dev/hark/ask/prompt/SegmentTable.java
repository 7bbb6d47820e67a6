package dev.hark.ask.prompt;

import dev.hark.ask.id.RecordingId;
import dev.hark.ask.retrieval.Segment;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What the numbers of one prompt mean. Nothing else can be cited by its answer. */
public final class SegmentTable {
  /** Stands where parts of a segment are left out. */
  private static final String GAP = "… ";

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

  /** The segment of this recording that starts there, with all its parts that are known here. */
  public Optional<NumberedSegment> find(RecordingId recording, Duration start) {
    return segments.stream()
        .filter(one -> one.recording().id().equals(recording))
        .filter(one -> one.segment().start().equals(start))
        .reduce(SegmentTable::joined);
  }

  /** The first with the second after it if that is a later part of it; else the first alone. */
  private static NumberedSegment joined(NumberedSegment first, NumberedSegment second) {
    Segment part = first.segment();
    Segment next = second.segment();
    boolean later = next.from().compareTo(next.start()) > 0;
    if (!later || !next.speaker().equals(part.speaker())) {
      return first;
    }
    String between = next.from().equals(part.end()) ? "" : GAP;
    return new NumberedSegment(
        first.number(),
        first.recording(),
        new Segment(
            part.start(),
            part.from(),
            next.end(),
            part.speaker(),
            part.text() + between + next.text()),
        first.chunk());
  }

  public List<NumberedSegment> all() {
    return segments;
  }
}
