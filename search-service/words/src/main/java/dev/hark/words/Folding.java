package dev.hark.words;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Makes texts equal that a reader takes for the same. Accents stay, see {@link
 * Words#withoutAccents}. Any string is valid. All methods may be used by many threads.
 */
public final class Folding {
  private static final int ASCII_END = 128;

  /** Stands for every space that does not break, until numbers are joined. */
  static final char NO_BREAK_SPACE = '\u001f';

  private static final String APOSTROPHES =
      "'`\u02b9\u02bb\u02bc\u2018\u2019\u201b\u2032\uff07\ua78c\u055a\u05f3";

  /** Would become a space with an accent. */
  private static final char ACUTE = '\u00b4';

  private static final String NO_BREAK_SPACES = "\u00a0\u2007\u2009\u202f";

  /** Signs that would become letters of the word that they follow. */
  private static final String TRADE_MARKS = "\u2120\u2122";

  /** As typed with different keyboards; what follows each letter stands for it. */
  private static final String SAME_LETTERS = "\u03c2\u03c3\u06cc\u064a\u06a9\u0643\u066b.\u066c,";

  private static final char ARABIC_STRETCH = '\u0640';
  private static final char DOT_ABOVE = '\u0307';
  private static final String THAI_AE = "\u0e40\u0e40";

  /** The tone stands before the ring in Thai and Lao, whichever was typed first. */
  private static final Pattern RING_AND_TONE =
      Pattern.compile("([\u0e4d\u0ecd])([\u0e48-\u0e4b\u0ec8-\u0ecb])");

  private Folding() {}

  /**
   * The text with one code point for each character: composed, in the usual width, in lower case
   * ({@code ß} is {@code ss}, the Turkish {@code İ} and {@code ı} are {@code i}), digits as 0 to 9,
   * every apostrophe as {@code '}, nothing invisible. A part of a text, cut between characters,
   * becomes a part of what the text becomes.
   */
  public static String characters(String text) {
    return marked(text).replace(NO_BREAK_SPACE, ' ');
  }

  /**
   * The same with what is written in several ways written in one: acronyms without their dots,
   * numbers without the marks between thousands.
   */
  public static String words(String text) {
    return Spelling.joined(marked(text)).replace(NO_BREAK_SPACE, ' ');
  }

  /** With no-break spaces still marked. */
  private static String marked(String text) {
    if (text.chars().allMatch(character -> character < ASCII_END)) {
      return text.toLowerCase(Locale.ROOT).replace('`', '\'');
    }
    String composed = Normalizer.normalize(visible(text), Normalizer.Form.NFKC);
    // Through upper case, which has fewer forms: both sigmas have one, and ß has two letters.
    String lower =
        composed.toLowerCase(Locale.ROOT).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    String same = Normalizer.normalize(sameLetters(lower), Normalizer.Form.NFKC);
    return RING_AND_TONE.matcher(same).replaceAll("$2$1").replace(THAI_AE, "\u0e41");
  }

  /** What the compatibility forms of Unicode would lose or run together is seen to before. */
  private static String visible(String text) {
    StringBuilder visible = new StringBuilder(text.length());
    text.codePoints()
        .filter(character -> !Invisible.is(character))
        .forEach(
            character -> {
              if (NO_BREAK_SPACES.indexOf(character) >= 0) {
                visible.append(NO_BREAK_SPACE);
              } else if (character == ACUTE) {
                visible.append('\'');
              } else if (TRADE_MARKS.indexOf(character) < 0) {
                apart(visible, character).appendCodePoint(character);
              }
            });
    return visible.toString();
  }

  /** In 5½ and 10² two numbers stand side by side. */
  private static StringBuilder apart(StringBuilder before, int character) {
    boolean twoNumbers =
        Character.getType(character) == Character.OTHER_NUMBER
            && !before.isEmpty()
            && Character.isDigit(before.charAt(before.length() - 1));
    return twoNumbers ? before.append(' ') : before;
  }

  private static String sameLetters(String lower) {
    StringBuilder same = new StringBuilder(lower.length());
    lower
        .codePoints()
        .forEach(
            character -> {
              int place = SAME_LETTERS.indexOf(character);
              boolean dotOfI =
                  character == DOT_ABOVE
                      && !same.isEmpty()
                      && same.charAt(same.length() - 1) == 'i';
              if (APOSTROPHES.indexOf(character) >= 0) {
                same.append('\'');
              } else if (Character.isDigit(character)) {
                same.append(Character.digit(character, 10));
              } else if (place >= 0 && place % 2 == 0) {
                same.append(SAME_LETTERS.charAt(place + 1));
              } else if (character != ARABIC_STRETCH && !dotOfI) {
                same.appendCodePoint(character);
              }
            });
    return same.toString();
  }
}
