package dev.hark.ask.prompt;

import dev.hark.ask.id.RecordingId;
import dev.hark.ask.retrieval.Chunk;
import dev.hark.ask.retrieval.Segment;
import dev.hark.ask.retrieval.Transcript;
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

  /** Of these chunks, as a prompt numbers them. */
  public static SegmentTable of(List<Chunk> chunks) {
    return SourceBlock.of(chunks).segments();
  }

  /** Of a whole transcript. */
  public static SegmentTable of(Transcript transcript) {
    return SourceBlock.of(transcript).segments();
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

  /** A segment of this table, with all its parts that are known here when it is one of several. */
  public NumberedSegment whole(NumberedSegment cited) {
    List<NumberedSegment> parts =
        segments.stream()
            .filter(one -> one.recording().id().equals(cited.recording().id()))
            .filter(one -> one.segment().start().equals(cited.segment().start()))
            .filter(one -> one.segment().speaker().equals(cited.segment().speaker()))
            .toList();
    return parts.stream().anyMatch(SegmentTable::isLaterPart)
        ? parts.stream().reduce(SegmentTable::joined).orElse(cited)
        : cited;
  }

  private static boolean isLaterPart(NumberedSegment one) {
    return one.segment().from().compareTo(one.segment().start()) > 0;
  }

  /** The first with the second after it if that is a later part of it; else the first alone. */
  private static NumberedSegment joined(NumberedSegment first, NumberedSegment second) {
    Segment part = first.segment();
    Segment next = second.segment();
    if (!isLaterPart(second) || !next.speaker().equals(part.speaker())) {
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
