package dev.hark.words;

import java.util.List;

/**
 * The words of a text, of which equal ones are the same word. Where a script has no spaces between
 * words, and in Korean, whose particles have none before them, each character with its marks is a
 * word and each two neighbours are one. All methods may be used by many threads.
 */
public final class Words {
  /** What is longer is no word; its beginning stands for it. */
  private static final int MAX_LENGTH = 100;

  private Words() {}

  /** By which a text is found, in order; empty when nothing in it is a letter, digit or emoji. */
  public static List<String> of(String text) {
    return new Scan(Folding.words(text), true).words();
  }

  /**
   * For which a query looks, in order: of the scripts without spaces the pairs alone, as single
   * characters are in every text; one that stands by itself is a word.
   */
  public static List<String> asked(String query) {
    return new Scan(Folding.words(query), false).words();
  }

  /**
   * The word as it is written by those who leave accents out, which may be another word: to count
   * for less than the word itself. Marks without which a letter is another one stay, as in Thai,
   * Hindi or Japanese.
   *
   * @param folded a word from here, or a text from {@link Folding}
   */
  public static String withoutAccents(String folded) {
    return Accents.without(folded);
  }

  static String cut(String word) {
    if (word.length() <= MAX_LENGTH) {
      return word;
    }
    boolean pair = Character.isHighSurrogate(word.charAt(MAX_LENGTH - 1));
    return word.substring(0, pair ? MAX_LENGTH - 1 : MAX_LENGTH);
  }
}
