package dev.hark.indexer.chunking;

import java.time.Duration;

/**
 * A turn, or a piece of one, in a chunk. The pieces of a turn follow each other without gap or
 * overlap, so that their texts joined are the turn's.
 *
 * @param index place of the turn among the turns of the transcript that hold words, from 0
 * @param from first character of the piece in the turn's text
 * @param to end of the piece in the turn's text
 */
public record Part(int index, Turn turn, int from, int to) {
  public Part {
    if (from < 0 || from >= to || to > turn.text().length()) {
      throw new IllegalArgumentException(
          "no piece %d to %d of %d".formatted(from, to, turn.text().length()));
    }
  }

  /** The words, with the white space after them. */
  public String text() {
    return turn.text().substring(from, to);
  }

  /** When it begins: the turn's time, shared out by characters. */
  public Duration start() {
    return at(from);
  }

  public Duration end() {
    return at(to);
  }

  private Duration at(int offset) {
    int length = turn.text().length();
    if (offset == length) {
      return turn.end();
    }
    double share = (double) offset / length;
    long millis = turn.end().minus(turn.start()).toMillis();
    return turn.start().plusMillis((long) (millis * share));
  }

  Part until(int end) {
    return new Part(index, turn, from, end);
  }
}
