package dev.hark.ask.turn;

import dev.hark.ask.prompt.SegmentTable;
import dev.hark.ask.prompt.SegmentTable.NumberedSegment;
import dev.hark.ask.retrieval.Segment;
import dev.hark.ask.session.Part;
import dev.hark.ask.session.Receipt.ReceiptCitation;
import dev.hark.runtime.id.Ids.RecordingId;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** The segment that a citation points at. */
public record Quote(RecordingId recording, Segment segment) {
  /**
   * One for each citation, in order.
   *
   * @param cited when the answer was written; some of it may have been taken out since then
   */
  static List<Quote> ofCited(List<NumberedSegment> cited, List<Part> parts) {
    List<Quote> quotes = new ArrayList<>();
    Iterator<NumberedSegment> written = cited.iterator();
    for (Part.Citation citation : Part.citations(parts)) {
      NumberedSegment one = written.next();
      while (!citation.equals(citation(one))) {
        one = written.next();
      }
      quotes.add(new Quote(citation.recording(), one.segment()));
    }
    return quotes;
  }

  private static Part.Citation citation(NumberedSegment cited) {
    return new Part.Citation(cited.recording().id(), cited.segment().start());
  }

  /**
   * One for each citation, in order. An answer that another instance stored meanwhile may cite what
   * this one did not find: of that only the place is known.
   */
  static List<Quote> ofAll(List<Part> parts, SegmentTable segments) {
    return Part.citations(parts).stream().map(citation -> of(citation, segments)).toList();
  }

  /** Who speaks as it was shown when the answer was written, whatever they are called since. */
  static List<Quote> asThen(List<Quote> quotes, List<ReceiptCitation> then) {
    if (quotes.size() != then.size()) {
      return quotes;
    }
    List<Quote> shown = new ArrayList<>();
    for (int i = 0; i < quotes.size(); i++) {
      Segment now = quotes.get(i).segment();
      shown.add(
          new Quote(
              quotes.get(i).recording(),
              new Segment(now.start(), now.end(), then.get(i).speaker(), now.label(), now.text())));
    }
    return shown;
  }

  private static Quote of(Part.Citation citation, SegmentTable segments) {
    Segment segment =
        segments
            .find(citation.recording(), citation.start())
            .orElseGet(() -> new Segment(citation.start(), citation.start(), Optional.empty(), ""));
    return new Quote(citation.recording(), segment);
  }
}
