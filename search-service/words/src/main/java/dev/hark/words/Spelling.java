package dev.hark.words;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What is written in several ways, written in one; of texts in lower case. */
final class Spelling {
  /** Found far faster than what they are a part of, and hardly a text has any. */
  private static final Pattern DOTTED = Pattern.compile("[._]\\p{L}\\p{M}*[._]");

  private static final Pattern GROUPED = Pattern.compile("[0-9][^0-9][0-9]{3}");

  /**
   * N.A.T.O. with or without the last dot; transcripts have N_A_T_O_ where letters are spelled.
   * Possessive, as that is matched in a loop and not by recursion: a text may have thousands.
   */
  private static final Pattern ACRONYM =
      Pattern.compile(
          "(?<![\\p{L}\\p{M}\\p{N}._])(?:\\p{L}\\p{M}*+[._]){2,}+"
              + "(?:\\p{L}\\p{M}*+(?![\\p{L}\\p{M}\\p{N}]))?");

  /** Acronyms in Hebrew have a mark before their last letter. */
  private static final Pattern GERSHAYIM =
      Pattern.compile("[\"\u201d\u05f4](?<=\\p{IsHebrew}.)(?=\\p{IsHebrew})");

  /**
   * Groups of three with the same mark between them, or as in India. Numbers that are said one
   * after the other have spaces between them too, so of these it takes two. A first group never
   * begins with 0: there are no thousands in 0.125.
   */
  private static final Pattern NUMBER =
      Pattern.compile(
          "(?<![\\p{L}\\p{N}]|[0-9][.,'])(?:"
              + "[1-9][0-9]{0,2}(?:([.,'"
              + Folding.NO_BREAK_SPACE
              + "])[0-9]{3}(?:\\1[0-9]{3})*|(?: [0-9]{3}){2,})"
              + "|[1-9][0-9]?(?:,[0-9]{2})+,[0-9]{3})(?!\\p{N}|\\1[0-9])");

  private Spelling() {}

  static String joined(String text) {
    String plain =
        text.chars().anyMatch(Spelling::isMark) ? GERSHAYIM.matcher(text).replaceAll("") : text;
    String joined =
        text.chars().filter(Spelling::isDot).limit(2).count() == 2 && DOTTED.matcher(plain).find()
            ? ACRONYM.matcher(plain).replaceAll(acronym -> letters(acronym, plain))
            : plain;
    return joined.chars().anyMatch(Spelling::isDigit) && GROUPED.matcher(joined).find()
        ? NUMBER.matcher(joined).replaceAll(number -> number.group().replaceAll("[^0-9]", ""))
        : joined;
  }

  private static boolean isMark(int character) {
    return character == '"' || character == '\u201d' || character == '\u05f4';
  }

  private static boolean isDot(int character) {
    return character == '.' || character == '_';
  }

  private static boolean isDigit(int character) {
    return character >= '0' && character <= '9';
  }

  private static String letters(MatchResult acronym, String text) {
    boolean wordFollows =
        acronym.end() < text.length() && Character.isLetter(text.charAt(acronym.end()));
    return acronym.group().replaceAll("[._]", "") + (wordFollows ? " " : "");
  }
}
