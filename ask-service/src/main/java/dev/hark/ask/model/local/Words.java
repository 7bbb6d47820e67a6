package dev.hark.ask.model.local;

import dev.hark.ask.retrieval.ContentWords;
import java.util.LinkedHashSet;
import java.util.Set;

/** The content words of a text, cut to their stems. */
final class Words {
  private static final String[] SUFFIXES = {
    "ational", "ings", "ing", "edly", "ed", "ies", "ily", "ly", "es", "s", "ment", "er", "e"
  };

  /** Longer stems differ by derivation: "postpone" and "postponement". */
  private static final int MAX_STEM = 6;

  private static final int MIN_STEM = 3;

  private Words() {}

  static Set<String> of(String text) {
    Set<String> stems = new LinkedHashSet<>();
    ContentWords.of(text).forEach(word -> stems.add(stem(word)));
    return stems;
  }

  private static String stem(String word) {
    String stem = withoutSuffix(word);
    int length = stem.length();
    if (length > MIN_STEM && stem.charAt(length - 1) == stem.charAt(length - 2)) {
      stem = stem.substring(0, length - 1);
    }
    return stem.substring(0, Math.min(stem.length(), MAX_STEM));
  }

  private static String withoutSuffix(String word) {
    for (String suffix : SUFFIXES) {
      if (word.endsWith(suffix) && word.length() - suffix.length() >= MIN_STEM) {
        return word.substring(0, word.length() - suffix.length());
      }
    }
    return word;
  }
}
