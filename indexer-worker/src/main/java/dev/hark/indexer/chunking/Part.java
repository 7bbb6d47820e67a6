package dev.hark.indexer.chunking;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A turn, or a piece of one. The pieces of a turn follow each other without gap or overlap, so that
 * their texts joined are the turn's and their times, shared out by words, joined are its time.
 *
 * @param index place of the turn among the turns of the transcript that hold words, from 0
 * @param from first character of the piece in the turn's text
 * @param to end of the piece in the turn's text
 * @param words as {@link Words} counts them
 */
public record Part(
    int index, Turn turn, int from, int to, int words, Duration start, Duration end) {
  /**
   * Words of a sentence that is cited as one; a longer one is cut. Twelve seconds of speech at 150
   * words a minute; of the sentences of long turns of the train meetings 78% are no longer.
   */
  static final int SENTENCE_WORDS = 30;

  /** A turn that takes longer is cited by its sentences, however few its words. */
  private static final Duration LONG = Duration.ofSeconds(15);

  public Part {
    if (from < 0 || from >= to || to > turn.text().length()) {
      throw new IllegalArgumentException(
          "no piece %d to %d of %d".formatted(from, to, turn.text().length()));
    }
  }

  /** A turn that is not cut. */
  static Part whole(int index, Turn turn) {
    int length = turn.text().length();
    int words = Words.count(turn.text(), 0, length);
    return new Part(index, turn, 0, length, words, turn.start(), turn.end());
  }

  /** The words, with the white space after them. */
  public String text() {
    return turn.text().substring(from, to);
  }

  /** Itself with the piece of the same turn that follows it. */
  Part with(Part next) {
    return new Part(index, turn, from, next.to(), words + next.words(), start, next.end());
  }

  /** Itself; of a long turn its sentences, long ones cut evenly. */
  List<Part> sentences() {
    if (!isLong()) {
      return List.of(this);
    }
    List<Part> sentences = new ArrayList<>();
    new Sentences(this, Part::evenly).forEach(sentences::add);
    return sentences;
  }

  private boolean isLong() {
    boolean isCut = from > 0 || to < turn.text().length();
    return isCut || words > SENTENCE_WORDS || end.minus(start).compareTo(LONG) > 0;
  }

  private static int evenly(int words) {
    return Math.ceilDiv(words, Math.max(1, Math.ceilDiv(words, SENTENCE_WORDS)));
  }
}
