package dev.hark.ask.model.local;

import dev.hark.ask.retrieval.ContentWords;
import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The content words of a text, cut to their stems. */
final class Words {
  private static final String[] SUFFIXES = {
    "ational", "ings", "ing", "edly", "ed", "ies", "ily", "ly", "es", "s", "ment", "er", "e"
  };

  /** Longer stems differ by derivation: "postpone" and "postponement". */
  private static final int MAX_STEM = 6;

  private static final int MIN_STEM = 3;

  private static final Set<UnicodeScript> WITH_STEMS =
      EnumSet.of(UnicodeScript.LATIN, UnicodeScript.CYRILLIC, UnicodeScript.GREEK);

  private Words() {}

  /** Of what was said. */
  static Set<String> of(String text) {
    return said(text).keySet();
  }

  /** The same, each with what it is without accents. */
  static Map<String, String> said(String text) {
    return stems(ContentWords.of(text));
  }

  /** Of a question, likewise. */
  static Map<String, String> asked(String question) {
    return stems(ContentWords.asked(question));
  }

  private static Map<String, String> stems(List<String> words) {
    Map<String, String> stems = new LinkedHashMap<>();
    words.forEach(word -> stems.put(stem(word), stem(dev.hark.words.Words.withoutAccents(word))));
    return stems;
  }

  /** Numbers have none, nor has what is cut from a text without spaces. */
  private static boolean hasStem(String word) {
    return WITH_STEMS.contains(UnicodeScript.of(word.codePointAt(0)));
  }

  private static String stem(String word) {
    if (!hasStem(word)) {
      return word;
    }
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
