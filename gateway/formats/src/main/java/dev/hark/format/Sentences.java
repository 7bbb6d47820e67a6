package dev.hark.format;

import java.util.ArrayList;
import java.util.List;

/** Where sentences end, how long they take, and how words are put together. */
final class Sentences {
  /** 150 words a minute, which is what people in meetings speak. */
  static final double MS_PER_WORD = 400;

  /** About half a minute: a citation of it is still found by listening. */
  static final int MOST_WORDS = 60;

  /** A sentence of fewer words is not cut from the next: "Yes. We did." */
  static final int FEWEST_WORDS = 5;

  /** Of a run without a space: such are links and what is no language. */
  private static final int LONGEST_RUN = 600;

  private static final String ENDS = ".?!…。？！｡؟۔।";
  private static final String CLOSINGS = "\"'”’»)]」』";

  private Sentences() {}

  static boolean isEnd(String word) {
    int last = word.length() - 1;
    while (last > 0 && CLOSINGS.indexOf(word.charAt(last)) >= 0) {
      last--;
    }
    return last >= 0 && ENDS.indexOf(word.charAt(last)) >= 0;
  }

  /** Signs of scripts that are written without spaces count as half a word each. */
  static double words(String text) {
    double words = 0;
    boolean inside = false;
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      boolean space = Character.isWhitespace(character);
      boolean unspaced = isUnspaced(character);
      words += unspaced ? 0.5 : !space && !inside ? 1 : 0;
      inside = !space && !unspaced;
    }
    return words;
  }

  /** The text in pieces of about a sentence, none over {@link #MOST_WORDS}. */
  static List<String> split(String text) {
    List<String> sentences = new ArrayList<>();
    int begin = 0;
    int space = 0;
    double words = 0;
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      boolean last = i + 1 == text.length();
      boolean spaced = !last && Character.isWhitespace(text.charAt(i + 1));
      boolean unspaced = isUnspaced(character);
      words += unspaced ? 0.5 : spaced ? 1 : 0;
      space = spaced ? i + 1 : space;
      boolean full = words >= MOST_WORDS && (spaced || unspaced);
      boolean endless =
          i - Math.max(space, begin) > LONGEST_RUN && !Character.isHighSurrogate(character);
      if (full || endless || (words >= FEWEST_WORDS && isEnd(text, i, begin, spaced))) {
        sentences.add(text.substring(begin, i + 1));
        begin = i + 1;
        words = 0;
      }
    }
    sentences.add(text.substring(begin));
    return sentences.stream().map(String::strip).filter(sentence -> !sentence.isEmpty()).toList();
  }

  private static boolean isEnd(String text, int at, int begin, boolean spaced) {
    if ("。？！｡".indexOf(text.charAt(at)) >= 0) {
      return at + 1 == text.length() || CLOSINGS.indexOf(text.charAt(at + 1)) < 0;
    }
    return spaced && isEnd(text.substring(Math.max(begin, at - 3), at + 1));
  }

  private static boolean isUnspaced(char character) {
    if (character < '\u0E00' || Character.isSurrogate(character)) {
      return false;
    }
    if ((character >= '\u3000' && character <= '\u303F') || character >= '\uFF00') {
      return true;
    }
    return switch (Character.UnicodeScript.of(character)) {
      case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> true;
      default -> false;
    };
  }

  /** Adds a word or line behind a text, with a space where the script has one. */
  static void append(StringBuilder text, String word) {
    boolean apart = !text.isEmpty() && !word.isEmpty();
    if (apart && !(isUnspaced(text.charAt(text.length() - 1)) && isUnspaced(word.charAt(0)))) {
      text.append(' ');
    }
    text.append(word);
  }
}
