package dev.hark.embedding.http;

import java.util.ArrayList;
import java.util.List;

/** Cuts a text that a server might cut silently. */
final class TextParts {
  private TextParts() {}

  /**
   * Parts of at most {@code longest} characters that follow each other without overlap; cut after
   * white space where there is some, never inside a character.
   */
  static List<String> of(String text, int longest) {
    List<String> parts = new ArrayList<>();
    int from = 0;
    while (text.length() - from > longest) {
      int to = cut(text, from, from + longest);
      parts.add(text.substring(from, to));
      from = to;
    }
    parts.add(text.substring(from));
    return parts;
  }

  private static int cut(String text, int from, int latest) {
    for (int at = latest; at > from; at--) {
      if (Character.isWhitespace(text.charAt(at - 1))) {
        return at;
      }
    }
    boolean insideCharacter =
        Character.isHighSurrogate(text.charAt(latest - 1))
            && Character.isLowSurrogate(text.charAt(latest));
    return insideCharacter ? latest - 1 : latest;
  }
}
