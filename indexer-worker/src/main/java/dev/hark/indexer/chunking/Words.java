package dev.hark.indexer.chunking;

import java.lang.Character.UnicodeScript;

/**
 * How long text is, in words. Words are what white space separates; what would be one endless word
 * counts by its letters, so that a chunk is about as long in every language and for any input.
 */
final class Words {
  /**
   * Letters of a word; longer ones (links, codes) count as several. Of English 99.9% are shorter.
   */
  private static final int LETTERS = 16;

  /** Letters of a word in scripts without spaces: two, as in Chinese and Japanese on average. */
  private static final int UNSPACED_LETTERS = 2;

  private Words() {}

  static boolean isBlank(String text) {
    return text.codePoints().allMatch(Words::isSpace);
  }

  static boolean isSpace(int codePoint) {
    boolean isAsciiSign = codePoint > ' ' && codePoint < 0x80;
    return !isAsciiSign && (Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint));
  }

  static int count(String text, int from, int to) {
    int words = 0;
    for (int start = skipSpace(text, from, to); start < to; ) {
      int end = wordEnd(text, start, to, Integer.MAX_VALUE);
      words += weight(text, start, end);
      start = skipSpace(text, end, to);
    }
    return words;
  }

  /** Where at most {@code max} words and the white space after them end; always after from. */
  static int end(String text, int from, int to, int max) {
    int words = 0;
    int done = from;
    for (int start = skipSpace(text, from, to); start < to; ) {
      int end = wordEnd(text, start, to, max);
      words += weight(text, start, end);
      if (words > max || splitsWord(text, end, to)) {
        return done > from ? done : Graphemes.boundary(text, start, end);
      }
      done = skipSpace(text, end, to);
      start = done;
    }
    return to;
  }

  private static boolean splitsWord(String text, int end, int to) {
    return end < to && !isSpace(text.codePointAt(end));
  }

  static int skipSpace(String text, int from, int to) {
    int at = from;
    while (at < to && isSpace(text.codePointAt(at))) {
      at += Character.charCount(text.codePointAt(at));
    }
    return at;
  }

  /** End of the word, or of as much of it as counts for {@code max} words. */
  private static int wordEnd(String text, int from, int to, int max) {
    long room = (long) max * LETTERS;
    int at = from;
    while (at < to && !isSpace(text.codePointAt(at))) {
      room -= cost(text.codePointAt(at));
      if (room < 0) {
        return at;
      }
      at += Character.charCount(text.codePointAt(at));
    }
    return at;
  }

  private static int weight(String text, int from, int to) {
    long cost = 0;
    for (int at = from; at < to; at += Character.charCount(text.codePointAt(at))) {
      cost += cost(text.codePointAt(at));
    }
    return Math.toIntExact(Math.ceilDiv(cost, LETTERS));
  }

  private static int cost(int codePoint) {
    if (codePoint < 0x0E00) {
      return 1;
    }
    return switch (UnicodeScript.of(codePoint)) {
      case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR, TIBETAN ->
          LETTERS / UNSPACED_LETTERS;
      default -> 1;
    };
  }
}
