package dev.hark.runtime.text;

/** Makes text such as every encoding can express and every store can keep. */
public final class StorableText {
  private static final char REPLACEMENT = '\uFFFD';

  private StorableText() {}

  /** Well formed, and without NUL, which means nothing in a text and PostgreSQL does not take. */
  public static String of(String text) {
    return wellFormed(text).replace("\0", "");
  }

  /**
   * The text with each surrogate that has no partner, half a character, replaced; the same object
   * if there is none.
   */
  public static String wellFormed(String text) {
    int lone = lone(text, 0);
    if (lone == text.length()) {
      return text;
    }
    StringBuilder repaired = new StringBuilder(text);
    for (; lone < text.length(); lone = lone(text, lone + 1)) {
      repaired.setCharAt(lone, REPLACEMENT);
    }
    return repaired.toString();
  }

  /** At most this many characters of the text, none of them half. */
  public static String cut(String text, int length) {
    if (text.length() <= length) {
      return text;
    }
    boolean splits = Character.isSurrogatePair(text.charAt(length - 1), text.charAt(length));
    return text.substring(0, splits ? length - 1 : length);
  }

  private static int lone(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        if (Character.charCount(text.codePointAt(i)) == 1) {
          return i;
        }
        i++;
      }
    }
    return text.length();
  }
}
