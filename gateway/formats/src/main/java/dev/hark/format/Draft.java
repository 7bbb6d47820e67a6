package dev.hark.format;

import dev.hark.format.ParsedTranscript.Segment;
import dev.hark.format.Warnings.Mend;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A transcript on its way: pieces in the order of the file, with what else the file says. */
final class Draft {
  /** A gap of this many times what the words take is silence and not slow speech. */
  private static final double SLOWEST = 2;

  private final Warnings warnings;
  private final List<Piece> pieces = new ArrayList<>();
  private @Nullable String language;
  private @Nullable Long durationMs;

  Draft(Warnings warnings) {
    this.warnings = warnings;
  }

  /** Adds a piece whose times are in milliseconds. */
  void add(Piece piece) {
    piece.text = piece.text.strip();
    if (piece.text.isEmpty()) {
      warnings.count(Mend.EMPTY_SEGMENTS);
      return;
    }
    pieces.add(piece);
    refuseMore(pieces.size());
  }

  /** Pieces whose times are in the unit of the file. */
  void addScaled(List<Piece> segments, double factor) {
    segments.forEach(piece -> piece.scale(factor, warnings));
    segments.forEach(this::add);
  }

  /** Words whose times are in the unit of the file. */
  void addWords(List<Piece> words, double factor) {
    words.forEach(piece -> piece.scale(factor, warnings));
    WordGroups.of(words, warnings).forEach(this::add);
  }

  /** The words without any times: all that some answers hold. */
  void addText(String text, @Nullable String speaker) {
    if (!text.isBlank()) {
      Piece piece = new Piece(text, Double.NaN, Double.NaN, speaker);
      piece.turn = true;
      add(piece);
    }
  }

  /** The first that is not empty stays. */
  void language(String name) {
    language = language == null && !name.isBlank() ? name.strip() : language;
  }

  void durationSeconds(double seconds) {
    boolean valid = seconds >= 0 && seconds * 1000 <= Clock.MAX_MS;
    durationMs = valid ? (Long) Math.round(seconds * 1000) : durationMs;
  }

  ParsedTranscript finish(TranscriptFormat format) {
    fillStarts();
    List<Segment> segments = new ArrayList<>();
    for (int i = 0; i < pieces.size(); i++) {
      Piece piece = pieces.get(i);
      fillEnd(piece, i + 1 < pieces.size() ? pieces.get(i + 1).start : Double.NaN);
      if (piece.turn) {
        spread(piece, segments);
      } else {
        segments.add(segment(piece, piece.text, piece.start, piece.end));
      }
      refuseMore(segments.size());
    }
    for (int i = 1; i < segments.size(); i++) {
      compare(segments.get(i - 1), segments.get(i));
    }
    segments.sort(Comparator.comparingLong(Segment::startMs));
    return new ParsedTranscript(format, segments, language, durationMs, warnings.list());
  }

  /** A missing start is where the piece before ends, but not after the next that is known. */
  private void fillStarts() {
    double[] known = new double[pieces.size() + 1];
    known[pieces.size()] = Double.MAX_VALUE;
    for (int i = pieces.size() - 1; i >= 0; i--) {
      known[i] = pieces.get(i).hasStart() ? pieces.get(i).start : known[i + 1];
    }
    double now = 0;
    for (int i = 0; i < pieces.size(); i++) {
      Piece piece = pieces.get(i);
      if (!piece.hasStart()) {
        warnings.count(Mend.TIMES_ESTIMATED);
        double latest = piece.hasEnd() ? Math.min(piece.end, known[i]) : known[i];
        piece.start = Math.min(now, latest);
      }
      now = piece.hasEnd() ? piece.end : piece.start + estimate(piece.text);
    }
  }

  private void fillEnd(Piece piece, double next) {
    if (piece.hasEnd()) {
      return;
    }
    warnings.count(Mend.ENDS_ESTIMATED);
    double estimate = estimate(piece.text);
    boolean spoken = next >= piece.start && next - piece.start <= SLOWEST * estimate + 1000;
    piece.end = spoken ? next : piece.start + estimate;
  }

  private static double estimate(String text) {
    return Math.rint(Math.max(1, Sentences.words(text)) * Sentences.MS_PER_WORD);
  }

  /** The sentences of a turn, each with its share of the time by its words. */
  private void spread(Piece turn, List<Segment> segments) {
    List<String> sentences = Sentences.split(turn.text);
    double all = Math.max(0.5, Sentences.words(turn.text));
    double before = 0;
    for (String sentence : sentences) {
      double start = turn.start + (turn.end - turn.start) * Math.min(1, before / all);
      before += Sentences.words(sentence);
      double end = turn.start + (turn.end - turn.start) * Math.min(1, before / all);
      segments.add(segment(turn, sentence, start, end));
    }
    warnings.count(Mend.TIMES_ESTIMATED, sentences.size() - 1);
  }

  private static Segment segment(Piece piece, String text, double start, double end) {
    double confidence = Math.rint(piece.confidence * 10_000) / 10_000;
    return new Segment(
        Math.round(start),
        Math.round(end),
        text,
        piece.speaker,
        Double.isNaN(confidence) ? null : (Double) confidence);
  }

  private void compare(Segment before, Segment segment) {
    boolean same =
        segment.text().equals(before.text()) && Objects.equals(segment.speaker(), before.speaker());
    warnings.count(Mend.REPEATED, same ? 1 : 0);
    warnings.count(Mend.OUT_OF_ORDER, segment.startMs() < before.startMs() ? 1 : 0);
  }

  private static void refuseMore(int segments) {
    if (segments > ParsedTranscript.MAX_SEGMENTS) {
      throw new UnreadableTranscriptException(
          "content", "at most %,d segments".formatted(ParsedTranscript.MAX_SEGMENTS), "more");
    }
  }
}
