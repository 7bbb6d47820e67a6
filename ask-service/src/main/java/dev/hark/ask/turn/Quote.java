package dev.hark.ask.turn;

import dev.hark.ask.id.RecordingId;
import dev.hark.ask.prompt.NumberedSegment;
import dev.hark.ask.prompt.SegmentTable;
import dev.hark.ask.retrieval.Segment;
import dev.hark.ask.session.Part;
import java.util.List;
import java.util.Optional;

/** The segment that a citation points at. */
public record Quote(RecordingId recording, Segment segment) {
  /** One for each citation, in order. */
  static List<Quote> ofCited(List<NumberedSegment> cited) {
    return cited.stream().map(one -> new Quote(one.recording().id(), one.segment())).toList();
  }

  /**
   * One for each citation, in order. An answer that another instance stored meanwhile may cite what
   * this one did not find: of that only the place is known.
   */
  static List<Quote> ofAll(List<Part> parts, SegmentTable segments) {
    return parts.stream()
        .filter(Part.Citation.class::isInstance)
        .map(Part.Citation.class::cast)
        .map(citation -> of(citation, segments))
        .toList();
  }

  private static Quote of(Part.Citation citation, SegmentTable segments) {
    Segment segment =
        segments
            .find(citation.recording(), citation.start())
            .orElseGet(() -> new Segment(citation.start(), citation.start(), Optional.empty(), ""));
    return new Quote(citation.recording(), segment);
  }
}
