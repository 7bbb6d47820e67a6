package dev.hark.format;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who speaks, where it stands before the words: {@code Ana Lima: so}. Whether a text before a colon
 * is a name shows in the whole file: names come again, or begin most of what is said.
 */
final class SpeakerPrefixes {
  private static final int LONGEST = 60;
  private static final int MOST_WORDS = 6;
  private static final int MOST_NAMES = 10_000;

  private final Map<String, Integer> candidates = new HashMap<>();
  private int texts;
  private int prefixed;

  /** Learns from what one cue or line says. */
  void learn(String text) {
    texts++;
    int colon = colon(text);
    if (colon >= 0) {
      prefixed++;
      String name = text.substring(0, colon).strip();
      if (candidates.size() < MOST_NAMES || candidates.containsKey(name)) {
        candidates.merge(name, 1, Integer::sum);
      }
    }
  }

  /** Whether the file is written with names at all. */
  boolean areThere() {
    return prefixed > 0
        && (2 * prefixed >= texts || (prefixed >= 3 && prefixed >= 2 * candidates.size()));
  }

  /** Who says this; null when no name that this file has stands before it. */
  @Nullable String name(String text) {
    int colon = areThere() ? colon(text) : -1;
    String name = colon < 0 ? "" : text.substring(0, colon).strip();
    boolean known = 2 * prefixed >= texts || candidates.getOrDefault(name, 0) > 1;
    return name.isEmpty() || !known ? null : name;
  }

  /** What is said; to be asked where {@link #name} is not null. */
  static String words(String text) {
    return text.substring(colon(text) + 1).strip();
  }

  private static int colon(String text) {
    int words = 1;
    boolean letter = false;
    for (int i = 0; i < Math.min(text.length(), LONGEST); i++) {
      char character = text.charAt(i);
      if (character == ':' || character == '：') {
        boolean apart = i + 1 == text.length() || Character.isWhitespace(text.charAt(i + 1));
        return letter && words <= MOST_WORDS && (apart || character == '：') ? i : -1;
      }
      if (",;?!\"<>=/\\[]{}…。、？！".indexOf(character) >= 0) {
        return -1;
      }
      letter |= Character.isLetter(character);
      words += Character.isWhitespace(character) ? 1 : 0;
    }
    return -1;
  }
}
