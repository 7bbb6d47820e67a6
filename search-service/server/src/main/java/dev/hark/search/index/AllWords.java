package dev.hark.search.index;

import dev.hark.words.EnglishStem;
import dev.hark.words.Words;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Words of which a text holds all: in any form if it is English, else as they are asked for. For
 * one thread at a time: stems are made once.
 */
public final class AllWords {
  private static final int MAX_LENGTH = 200;

  private final List<String> asked;
  private final Set<String> stems = new HashSet<>();
  private final Map<String, String> known = new HashMap<>();

  private AllWords(List<String> asked) {
    this.asked = List.copyOf(asked);
    asked.forEach(word -> stems.add(EnglishStem.of(word)));
  }

  /**
   * The words of a text of 1 to 200 characters.
   *
   * @throws IllegalArgumentException unless there is one at least
   */
  public static AllWords of(String text) {
    List<String> words = Words.asked(text).stream().distinct().toList();
    if (words.isEmpty() || text.codePointCount(0, text.length()) > MAX_LENGTH) {
      throw new IllegalArgumentException("must have 1 to 200 characters and a word");
    }
    return new AllWords(words);
  }

  /** Each once. */
  public List<String> words() {
    return asked;
  }

  /** Whether a language has the forms that are known here; one that nobody named may be. */
  public static boolean isEnglish(@Nullable String language) {
    return language == null || language.toLowerCase(Locale.ROOT).startsWith("en");
  }

  /** Whether a text holds all of them. */
  public boolean isIn(String text, boolean english) {
    List<String> words = Words.of(text);
    if (words.containsAll(asked)) {
      return true;
    }
    if (!english) {
      return false;
    }
    Set<String> left = new HashSet<>(stems);
    for (String word : words) {
      left.remove(known.computeIfAbsent(word, EnglishStem::of));
    }
    return left.isEmpty();
  }
}
