package dev.hark.search.index.opensearch;

import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.Set;

/** Keeps a query under the number of terms that OpenSearch takes. */
final class QueryWords {
  /** OpenSearch refuses more than 1,024 clauses; each word makes one per field, of three. */
  private static final int MAX_WORDS = 300;

  /** The analyzers cut longer words, so a longer run counts as another word. */
  private static final int MAX_RUN = 200;

  /**
   * Scripts in which a run of letters is one word to the analyzers; in others count each letter.
   */
  private static final Set<UnicodeScript> SPACED =
      EnumSet.of(
          UnicodeScript.LATIN,
          UnicodeScript.CYRILLIC,
          UnicodeScript.GREEK,
          UnicodeScript.ARABIC,
          UnicodeScript.HEBREW,
          UnicodeScript.ARMENIAN,
          UnicodeScript.GEORGIAN,
          UnicodeScript.HANGUL,
          UnicodeScript.DEVANAGARI,
          UnicodeScript.BENGALI,
          UnicodeScript.TAMIL);

  private QueryWords() {}

  /** The text up to where it would have too many words. Never counts too few. */
  static String cut(String text) {
    int words = 0;
    int run = 0;
    for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
      int character = text.codePointAt(at);
      boolean goesOn = run > 0 && run < MAX_RUN && inWord(character);
      if (goesOn) {
        run++;
        continue;
      }
      run = inWord(character) ? 1 : 0;
      words += countsAlone(character) ? 1 : 0;
      if (words > MAX_WORDS) {
        return text.substring(0, at);
      }
    }
    return text;
  }

  private static boolean inWord(int character) {
    return Character.isDigit(character)
        || (Character.isLetter(character) && SPACED.contains(UnicodeScript.of(character)));
  }

  private static boolean countsAlone(int character) {
    boolean asciiMark = character < 128 && !Character.isLetterOrDigit(character);
    return !asciiMark && !Character.isWhitespace(character);
  }
}
