package dev.hark.format;

import dev.hark.format.Warnings.Mend;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A word, a segment or a turn as it stands in the file, before it is mended: readers fill it in. A
 * number that the file does not give is NaN. Times are in the file's unit until {@link #scale}.
 */
final class Piece {
  String text = "";
  double start = Double.NaN;
  double end = Double.NaN;
  double confidence = Double.NaN;
  @Nullable String speaker;
  @Nullable String channel;

  /** What kind of word it is, where the file says so. */
  @Nullable String type;

  /** Follows the word before it without a space. */
  boolean glued;

  /** To be cut into sentences, with times between start and end. */
  boolean turn;

  List<Piece> words = List.of();

  /** The paragraphs of a channel or the sentences of a paragraph. */
  List<Piece> parts = List.of();

  String language = "";

  /** Where it stands: known for those alone that may have to be refused for it. */
  @Nullable String at;

  Piece() {}

  Piece(String text, double start, double end, @Nullable String speaker) {
    this.text = text;
    this.start = start;
    this.end = end;
    this.speaker = speaker;
  }

  boolean hasStart() {
    return !Double.isNaN(start);
  }

  boolean hasEnd() {
    return !Double.isNaN(end);
  }

  boolean isOdd() {
    double far = Clock.MAX_MS / 1000.0;
    return start < 0 || end < 0 || end < start || start > far || end > far;
  }

  /** A number or letter alone says nothing to who reads it. */
  void speaker(@Nullable String label) {
    String name = label == null ? "" : label.strip();
    boolean bare =
        name.length() == 1 || (name.length() < 5 && name.chars().allMatch(Character::isDigit));
    speaker = name.isEmpty() ? null : bare ? "Speaker " + name : name;
  }

  void confidence(double value, Warnings warnings) {
    boolean valid = value >= 0 && value <= 1;
    warnings.count(Mend.CONFIDENCES_DROPPED, valid ? 0 : 1);
    confidence = valid ? value : Double.NaN;
  }

  /** Turns the times into whole milliseconds and mends or refuses those that cannot be. */
  void scale(double factor, Warnings warnings) {
    start = Math.rint(start * factor);
    end = Math.rint(end * factor);
    start = notNegative(start, warnings);
    end = hasStart() ? end : notNegative(end, warnings);
    if (start > Clock.MAX_MS || end > Clock.MAX_MS) {
      throw refused("a time of at most 10,000 hours");
    }
    if (end < start && start - end >= 1000) {
      throw refused("an end that is not a second or more before its start");
    }
    warnings.count(Mend.ENDS_BEFORE_STARTS, end < start ? 1 : 0);
    end = end < start ? start : end;
    words.forEach(word -> word.scale(factor, warnings));
  }

  private double notNegative(double time, Warnings warnings) {
    if (time <= -1000) {
      throw refused("a time that is not negative");
    }
    warnings.count(Mend.NEGATIVE_TIMES, time < 0 ? 1 : 0);
    return time < 0 ? 0 : time;
  }

  private UnreadableTranscriptException refused(String expected) {
    return new UnreadableTranscriptException(
        at == null ? "times" : at, expected, "%.0f to %.0f ms".formatted(start, end));
  }
}
