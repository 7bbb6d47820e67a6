package dev.hark.ask.turn;

import dev.hark.ask.evidence.AnswerEvidence;
import dev.hark.ask.model.ChatModel;
import dev.hark.ask.model.Completion;
import dev.hark.ask.prompt.MarkerParser;
import dev.hark.ask.prompt.MarkerParser.AnswerPiece;
import dev.hark.ask.prompt.SegmentTable;
import dev.hark.ask.prompt.SegmentTable.NumberedSegment;
import dev.hark.ask.session.Message;
import dev.hark.ask.session.Message.FinishReason;
import dev.hark.ask.session.Message.ModelName;
import dev.hark.ask.session.Message.TokenUse;
import dev.hark.ask.session.Part;
import dev.hark.runtime.id.Ids.ChunkId;
import dev.hark.runtime.id.Ids.MessageId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * An answer while it is being written: markers become citations, but only those that name a segment
 * which was given to the model. For one answer and one thread.
 */
final class AnswerDraft implements ChatModel.Words {
  private final SegmentTable segments;
  private final String lead;
  private final Consumer<Part> written;
  private MarkerParser parser = new MarkerParser();
  private final List<Part> parts = new ArrayList<>();
  private final StringBuilder words = new StringBuilder();
  private final List<NumberedSegment> cited = new ArrayList<>();

  /** Named before any words: they follow the first words that they can support. */
  private final List<NumberedSegment> early = new ArrayList<>();

  /** Cited since the last words. */
  private final Set<Part.Citation> here = new LinkedHashSet<>();

  /**
   * @param lead what it begins with; told at once
   * @param written told each part as it is certain
   */
  AnswerDraft(SegmentTable segments, String lead, Consumer<Part> written) {
    this.segments = segments;
    this.lead = lead;
    this.written = written;
    words.append(lead);
    if (!lead.isEmpty()) {
      written.accept(new Part.Text(lead));
    }
  }

  @Override
  public void next(String piece) {
    // It means nothing in a text, and is not stored.
    parser.next(piece.replace("\0", "")).forEach(this::add);
  }

  @Override
  public void startOver() {
    parser = new MarkerParser();
    parts.clear();
    words.setLength(0);
    words.append(lead);
    cited.clear();
    early.clear();
    here.clear();
  }

  void finish() {
    parser.finish().forEach(this::add);
    citeEarly();
    endWords();
  }

  /** Held back by a filter is an answer too; nothing at all is none. */
  boolean isEmpty(Completion.Finished finished) {
    return Part.content(parts).isBlank() && finished.ending() != Completion.Ending.CONTENT_FILTER;
  }

  /** Text parts between citations are one part each. */
  List<Part> parts() {
    return List.copyOf(parts);
  }

  /** What is stored of it. */
  Message.Answer answer(
      MessageId id,
      MessageId asked,
      AnswerEvidence evidence,
      ChatModel model,
      Completion.Finished finished,
      Instant now) {
    Completion.Usage usage = finished.usage();
    return new Message.Answer(
        id,
        asked,
        parts,
        citedChunks(),
        evidence.of(parts),
        new TokenUse(usage.input(), usage.output(), usage.cached()),
        new ModelName(model.profile().provider(), finished.model()),
        switch (finished.ending()) {
          case STOP -> FinishReason.STOP;
          case LENGTH -> FinishReason.LENGTH;
          case CONTENT_FILTER -> FinishReason.CONTENT_FILTER;
        },
        now);
  }

  /** The cited segments, one for each citation, in order. */
  List<NumberedSegment> cited() {
    return List.copyOf(cited);
  }

  /** One for each citation; none when a transcript was read whole. */
  List<ChunkId> citedChunks() {
    return cited.stream().map(NumberedSegment::chunk).flatMap(Optional::stream).toList();
  }

  private void add(AnswerPiece piece) {
    switch (piece) {
      case AnswerPiece.Words text -> {
        words.append(text.text());
        here.clear();
        written.accept(new Part.Text(text.text()));
      }
      case AnswerPiece.Markers markers -> markers.numbers().forEach(this::cite);
    }
  }

  private boolean saidNothing() {
    return parts.isEmpty() && words.toString().isBlank();
  }

  private void citeEarly() {
    if (!early.isEmpty() && !saidNothing()) {
      List<NumberedSegment> waiting = List.copyOf(early);
      early.clear();
      waiting.forEach(this::cite);
    }
  }

  private void cite(int number) {
    segments
        .find(number)
        .ifPresent(
            segment -> {
              if (saidNothing()) {
                early.add(segment);
              } else {
                citeEarly();
                cite(segment);
              }
            });
  }

  private void cite(NumberedSegment segment) {
    Part.Citation citation = new Part.Citation(segment.recording().id(), segment.segment().start());
    if (here.add(citation)) {
      endWords();
      parts.add(citation);
      cited.add(segment);
      written.accept(citation);
    }
  }

  private void endWords() {
    if (!words.isEmpty()) {
      parts.add(new Part.Text(words.toString()));
      words.setLength(0);
    }
  }
}
