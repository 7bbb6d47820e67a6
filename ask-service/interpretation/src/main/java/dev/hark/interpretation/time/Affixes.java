package dev.hark.interpretation.time;

import java.util.ArrayList;
import java.util.List;

/** Forms of words with a {@code *} for any letters, such as {@code *ed} or {@code ge*t}. */
final class Affixes {
  /** Letters that the star stands for at least, as in <i>used</i>, not <i>bed</i>. */
  private static final int SHORTEST_STEM = 2;

  private final List<String[]> forms = new ArrayList<>();

  void add(String form) {
    forms.add(form.split("\\*", -1));
  }

  boolean match(String word) {
    for (String[] form : forms) {
      if (isOf(word, form)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOf(String word, String[] form) {
    int letters = 0;
    for (String affix : form) {
      letters += affix.length();
    }
    String last = form[form.length - 1];
    if (word.length() < letters + SHORTEST_STEM
        || !word.startsWith(form[0])
        || !word.endsWith(last)) {
      return false;
    }
    return form.length == 2
        || word.substring(form[0].length(), word.length() - last.length()).contains(form[1]);
  }
}
