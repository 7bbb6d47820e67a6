package dev.hark.indexer.chunking;

import java.text.BreakIterator;
import java.text.StringCharacterIterator;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.IntUnaryOperator;

/**
 * Cuts a part into sentences, and sentences that are too long at words; each takes its share of the
 * part's time by its words. Holds one at a time, as a turn may have millions.
 */
final class Sentences {
  private final Part part;
  private final IntUnaryOperator most;

  /**
   * @param most given the words of a sentence, how many a piece of it may have
   */
  Sentences(Part part, IntUnaryOperator most) {
    this.part = part;
    this.most = most;
  }

  /** Hands them over in order. */
  void forEach(Consumer<Part> taker) {
    long[] total = {0};
    cut((from, to, words) -> total[0] += words);
    long[] said = {0};
    cut(
        (from, to, words) -> {
          Duration start = at(said[0], total[0]);
          said[0] += words;
          Duration end = to == part.to() ? part.end() : at(said[0], total[0]);
          taker.accept(new Part(part.index(), part.turn(), from, to, words, start, end));
        });
  }

  private interface Piece {
    void take(int from, int to, int words);
  }

  private void cut(Piece piece) {
    String text = part.turn().text();
    BreakIterator sentences = BreakIterator.getSentenceInstance(Locale.ROOT);
    sentences.setText(new StringCharacterIterator(text, part.from(), part.to(), part.from()));
    int from = part.from();
    for (int next = sentences.next(); next != BreakIterator.DONE; next = sentences.next()) {
      int to = Words.skipSpace(text, next, part.to());
      int words = Words.count(text, from, to);
      // White space that a turn begins with goes with its first words.
      while (from < to && (words > 0 || to == part.to())) {
        int end = Words.end(text, from, to, most.applyAsInt(words));
        piece.take(from, end, Words.count(text, from, end));
        from = end;
      }
    }
  }

  private Duration at(long said, long total) {
    long millis = part.end().minus(part.start()).toMillis();
    return part.start().plusMillis(said == 0 ? 0 : (long) (millis * ((double) said / total)));
  }
}
