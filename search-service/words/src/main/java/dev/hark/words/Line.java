package dev.hark.words;

import java.text.BreakIterator;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Texts from outside that stand beside other words: a title, a speaker, a segment. Any string is
 * valid. All methods may be used by many threads.
 */
public final class Line {
  private static final String SPACE = "\\s\\p{Cc}\\p{Zl}\\p{Zp}";

  private static final Pattern BREAKS = Pattern.compile("[" + SPACE + "]+");

  /** Anything that {@link #BREAKS} would change; most texts have nothing of it. */
  private static final Pattern ODD = Pattern.compile("[" + SPACE + "&&[^ ]]| {2}");

  /**
   * Marks of direction and what else has no width, without the joiners that Persian and emoji are
   * written with. The first group is to stay: the tags of a flag, of which the longest in use has
   * six. Other tags would carry words that nobody sees.
   */
  private static final Pattern UNSEEN =
      Pattern.compile("(\\x{1F3F4}[\\x{E0020}-\\x{E007F}]{1,6})|[\\p{Cf}&&[^\\u200c\\u200d]]");

  private static final int BRAILLE_BLANK = 0x2800;

  private Line() {}

  /**
   * The text on one line: it can neither begin another one nor turn what stands beside it around.
   * The same object when nothing is to be changed.
   */
  public static String of(String text) {
    if (isPlain(text)) {
      return text;
    }
    String seen = UNSEEN.matcher(text).replaceAll("$1");
    return (ODD.matcher(seen).find() ? BREAKS.matcher(seen).replaceAll(" ") : seen).strip();
  }

  /** Whether the patterns need not look: nearly all of what people say is letters and signs. */
  private static boolean isPlain(String text) {
    char before = ' ';
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      boolean seen = (character > ' ' && character <= '~') || Character.isLetter(character);
      if (!seen && (character != ' ' || before == ' ')) {
        return false;
      }
      before = character;
    }
    return text.isEmpty() || before != ' ';
  }

  /** Whether a reader would see nothing of it. */
  public static boolean isBlank(String text) {
    return text.codePoints().allMatch(Line::isUnseen);
  }

  private static boolean isUnseen(int character) {
    return Character.isWhitespace(character)
        || Character.isSpaceChar(character)
        || Character.isISOControl(character)
        || Character.getType(character) == Character.FORMAT
        || Invisible.is(character)
        || character == BRAILLE_BLANK;
  }

  /**
   * The text from the first character that is seen, without white space at its end, cut to a length
   * of UTF-16 units where that splits no character that a reader sees; one that is longer than all
   * of it is split.
   */
  public static String cut(String text, int most) {
    String trimmed = trim(text.substring(firstSeen(text)));
    if (trimmed.length() <= most) {
      return trimmed;
    }
    BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
    characters.setText(trimmed);
    int end = characters.isBoundary(most) ? most : characters.preceding(most);
    if (end <= 0) {
      end = Character.isHighSurrogate(trimmed.charAt(most - 1)) ? most - 1 : most;
    }
    return trim(trimmed.substring(0, end));
  }

  private static int firstSeen(String text) {
    int at = 0;
    while (at < text.length() && isUnseen(text.codePointAt(at))) {
      at += Character.charCount(text.codePointAt(at));
    }
    return at;
  }

  /** The text without the white space around it, no-break spaces included. */
  public static String trim(String text) {
    int begin = 0;
    int end = text.length();
    while (begin < end && isSpace(text.charAt(begin))) {
      begin++;
    }
    while (end > begin && isSpace(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(begin, end);
  }

  private static boolean isSpace(char character) {
    return Character.isWhitespace(character) || Character.isSpaceChar(character);
  }
}
