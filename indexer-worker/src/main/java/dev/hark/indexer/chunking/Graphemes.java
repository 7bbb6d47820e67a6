package dev.hark.indexer.chunking;

import java.text.BreakIterator;
import java.util.Locale;

/** Where a text can be cut without taking a visible character apart. */
final class Graphemes {
  /** No character that is in use is longer; the JDK's iterator reads all that it is given. */
  private static final int WINDOW = 64;

  private Graphemes() {}

  /**
   * The last such place after {@code from} and not after {@code to}; without one, a place between
   * two code points.
   */
  static int boundary(String text, int from, int to) {
    int start = codePointStart(text, Math.max(from, to - WINDOW));
    int end = codePointStart(text, Math.min(text.length(), to + WINDOW));
    BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
    characters.setText(text.substring(start, end));
    int cut = characters.isBoundary(to - start) ? to : start + characters.preceding(to - start);
    return cut > from && cut > start ? cut : to;
  }

  private static int codePointStart(String text, int at) {
    boolean inside =
        at > 0
            && at < text.length()
            && Character.isSurrogatePair(text.charAt(at - 1), text.charAt(at));
    return inside ? at - 1 : at;
  }
}
