package dev.hark.words;

/**
 * What the forms of an English word have in common, by Porter's algorithm, as the index's {@code
 * english} stemmer makes it: equal stems are taken for one word. Any string is valid. All methods
 * may be used by many threads.
 */
public final class EnglishStem {
  /** What ends in the first becomes the second, if enough of a word is left before it. */
  private static final String[][] DERIVED = {
    {"ational", "ate"}, {"tional", "tion"}, {"enci", "ence"}, {"anci", "ance"}, {"izer", "ize"},
    {"bli", "ble"}, {"alli", "al"}, {"entli", "ent"}, {"eli", "e"}, {"ousli", "ous"},
    {"ization", "ize"}, {"ation", "ate"}, {"ator", "ate"}, {"alism", "al"}, {"iveness", "ive"},
    {"fulness", "ful"}, {"ousness", "ous"}, {"aliti", "al"}, {"iviti", "ive"}, {"biliti", "ble"},
    {"logi", "log"},
  };

  private static final String[][] SIMPLER = {
    {"icate", "ic"},
    {"ative", ""},
    {"alize", "al"},
    {"iciti", "ic"},
    {"ical", "ic"},
    {"ful", ""},
    {"ness", ""},
  };

  private static final String[] LAST = {
    "al", "ance", "ence", "er", "ic", "able", "ible", "ant", "ement", "ment", "ent", "ion", "ou",
    "ism", "ate", "iti", "ous", "ive", "ize",
  };

  private final StringBuilder word;

  private EnglishStem(String word) {
    this.word = new StringBuilder(word);
  }

  /** The stem of a word from {@link Words}. */
  public static String of(String word) {
    if (word.length() < 3) {
      return word;
    }
    EnglishStem stem = new EnglishStem(word);
    stem.plural();
    stem.past();
    if (stem.ends("y") && stem.hasVowel(stem.length() - 1)) {
      stem.replace(1, "i");
    }
    stem.replaceFirst(DERIVED);
    stem.replaceFirst(SIMPLER);
    stem.dropLast();
    stem.dropE();
    return stem.word.toString();
  }

  private int length() {
    return word.length();
  }

  private boolean ends(String suffix) {
    int from = length() - suffix.length();
    return from >= 0 && word.indexOf(suffix, from) == from;
  }

  private void replace(int last, String by) {
    word.replace(length() - last, length(), by);
  }

  private void plural() {
    if (ends("sses") || ends("ies")) {
      replace(2, "");
    } else if (ends("s") && !ends("ss")) {
      replace(1, "");
    }
  }

  private void past() {
    if (ends("eed")) {
      if (measure(length() - 3) > 0) {
        replace(1, "");
      }
      return;
    }
    int last = ends("ed") ? 2 : ends("ing") ? 3 : 0;
    if (last == 0 || !hasVowel(length() - last)) {
      return;
    }
    replace(last, "");
    if (ends("at") || ends("bl") || ends("iz")) {
      word.append('e');
    } else if (endsTwice(length())) {
      boolean stays = ends("l") || ends("s") || ends("z");
      replace(stays ? 0 : 1, "");
    } else if (measure(length()) == 1 && isShort(length())) {
      word.append('e');
    }
  }

  private void replaceFirst(String[][] rules) {
    for (String[] rule : rules) {
      if (ends(rule[0])) {
        if (measure(length() - rule[0].length()) > 0) {
          replace(rule[0].length(), rule[1]);
        }
        return;
      }
    }
  }

  private void dropLast() {
    for (String suffix : LAST) {
      int rest = length() - suffix.length();
      if (ends(suffix)
          && (!suffix.equals("ion") || (rest > 0 && "st".indexOf(word.charAt(rest - 1)) >= 0))) {
        if (measure(rest) > 1) {
          replace(suffix.length(), "");
        }
        return;
      }
    }
  }

  private void dropE() {
    int whole = length();
    if (ends("e")) {
      int measure = measure(whole);
      if (measure > 1 || (measure == 1 && !isShort(whole - 1))) {
        replace(1, "");
      }
    }
    if (ends("l") && endsTwice(length()) && measure(Math.min(whole, length())) > 1) {
      replace(1, "");
    }
  }

  private boolean isConsonant(int place) {
    return switch (word.charAt(place)) {
      case 'a', 'e', 'i', 'o', 'u' -> false;
      case 'y' -> place == 0 || !isConsonant(place - 1);
      default -> true;
    };
  }

  /** How often consonants follow vowels before this place. */
  private int measure(int end) {
    int measure = 0;
    for (int i = 1; i < end; i++) {
      if (isConsonant(i) && !isConsonant(i - 1)) {
        measure++;
      }
    }
    return measure;
  }

  private boolean hasVowel(int end) {
    for (int i = 0; i < end; i++) {
      if (!isConsonant(i)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the same consonant stands twice before this place. */
  private boolean endsTwice(int end) {
    return end > 1 && word.charAt(end - 1) == word.charAt(end - 2) && isConsonant(end - 1);
  }

  /** Whether it ends like "hop" before this place: but for w, x and y. */
  private boolean isShort(int end) {
    return end > 2
        && isConsonant(end - 1)
        && !isConsonant(end - 2)
        && isConsonant(end - 3)
        && "wxy".indexOf(word.charAt(end - 1)) < 0;
  }
}
