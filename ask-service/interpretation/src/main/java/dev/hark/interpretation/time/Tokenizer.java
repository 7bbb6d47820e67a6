package dev.hark.interpretation.time;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Cuts a text into tokens, in one pass. */
final class Tokenizer {
  private static final String APOSTROPHES = "'\u2019\u02bc\u2018\u00b4`\uff07";
  private static final String QUOTES = "\"\u201c\u201d\u201e\u00ab\u00bb\u201f";
  private static final String HYPHENS = "-\u2010\u2011\u2013\u2014";
  private static final String SENTENCE_ENDS = "?!;:\n\u2026";
  private static final Set<String> SUFFIXES = Set.of("s", "ve", "re", "ll", "d", "t", "m");

  /** Longer words with an apostrophe at their end are plurals: <i>the last two weeks' calls</i>. */
  private static final int LONGEST_ELISION = 2;

  private static final int YEAR_DIGITS = 4;

  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int at;
  private boolean joined;

  private Tokenizer(String text) {
    this.text = text;
  }

  static List<Token> tokens(String text) {
    Tokenizer tokenizer = new Tokenizer(text);
    while (tokenizer.at < text.length()) {
      tokenizer.next();
    }
    return tokenizer.tokens;
  }

  private void next() {
    int character = text.codePointAt(at);
    int start = at;
    if (Character.isDigit(character)) {
      number();
      add(start, joined);
    } else if (isLetter(character)) {
      word();
      add(start, joined);
    } else {
      at += Character.charCount(character);
      sign(character, start);
    }
  }

  private void word() {
    while (at < text.length() && isPartOfWord(text.codePointAt(at))) {
      at += Character.charCount(text.codePointAt(at));
    }
  }

  /** Digits, with marks between them and letters behind: 29.04.2026, 15:00, 2026-04-29, 3rd. */
  private void number() {
    int start = at;
    digits();
    while (isDigit(at + 1) && (".:/".indexOf(text.charAt(at)) >= 0 || isDateHyphen(start))) {
      at++;
      digits();
    }
    int letters = at;
    word();
    boolean dotted = at == letters && at < text.length() && text.charAt(at) == '.';
    if (dotted && isOfDay(text.substring(start, at)) && !isPartOfWordAt(at + 1)) {
      at++;
    }
  }

  /** The dot of 29. and of 29.4. is part of the date. */
  private static boolean isOfDay(String number) {
    int dot = number.indexOf('.');
    return number.length() <= 2
        || (dot > 0 && number.length() <= "29.04".length() && number.lastIndexOf('.') == dot);
  }

  private void digits() {
    while (isDigit(at)) {
      at++;
    }
  }

  private boolean isDateHyphen(int start) {
    if (text.charAt(at) != Token.HYPHEN) {
      return false;
    }
    int year = at - start == YEAR_DIGITS ? start : yearAfter(at + 1);
    return year >= 0 || text.substring(start, at).indexOf(Token.HYPHEN) >= 0;
  }

  /** Where the year of 29-04-2026 begins, given where its month does; -1 where there is none. */
  private int yearAfter(int month) {
    int next = month;
    while (isDigit(next) && next - month < 2) {
      next++;
    }
    boolean year = next < text.length() && text.charAt(next) == Token.HYPHEN;
    for (int i = 1; i <= YEAR_DIGITS && year; i++) {
      year = isDigit(next + i);
    }
    return year ? next + 1 : -1;
  }

  private void sign(int character, int start) {
    if (APOSTROPHES.indexOf(character) >= 0) {
      apostrophe(start);
      return;
    }
    boolean afterWord = start > 0 && isPartOfWord(text.codePointBefore(start));
    joined = HYPHENS.indexOf(character) >= 0 && afterWord && isPartOfWordAt(at);
    if (QUOTES.indexOf(character) >= 0) {
      put(Token.QUOTE, start);
    } else if (SENTENCE_ENDS.indexOf(character) >= 0 || (character == '.' && endsSentence())) {
      put(Token.SENTENCE_END, start);
    } else if (",()[]/|".indexOf(character) >= 0) {
      put(Token.COMMA, start);
    }
  }

  /** One of an abbreviation is followed by a digit or a small letter. */
  private boolean endsSentence() {
    int next = at;
    while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
      next++;
    }
    return next == text.length() || Character.isUpperCase(text.codePointAt(next));
  }

  /** Goes with the word before (l'), or with what is behind it (it's), or is one of a plural. */
  private void apostrophe(int start) {
    boolean afterWord = !tokens.isEmpty() && tokens.getLast().end() == start;
    if (!afterWord) {
      return;
    }
    int suffix = at;
    word();
    if (SUFFIXES.contains(text.substring(suffix, at).toLowerCase(Locale.ROOT))) {
      put(Token.APOSTROPHE + text.substring(suffix, at).toLowerCase(Locale.ROOT), start);
      return;
    }
    boolean elision = at > suffix || tokens.getLast().word().length() <= LONGEST_ELISION;
    at = suffix;
    if (elision) {
      Token word = tokens.removeLast();
      tokens.add(new Token(word.key() + Token.APOSTROPHE, word.start(), suffix, word.capital()));
    } else {
      put(Token.APOSTROPHE, start);
    }
  }

  private void add(int start, boolean hyphen) {
    String written = text.substring(start, at);
    String key = (hyphen ? "-" : "") + folded(written);
    tokens.add(new Token(key, start, at, Character.isUpperCase(written.codePointAt(0))));
    joined = false;
  }

  private void put(String key, int start) {
    tokens.add(new Token(key, start, at, false));
    joined = false;
  }

  private static String folded(String written) {
    for (int i = 0; i < written.length(); i++) {
      if (written.charAt(i) > 0x7f) {
        return asciiDigits(Normalizer.normalize(written, Normalizer.Form.NFKC))
            .toLowerCase(Locale.ROOT);
      }
    }
    return written.toLowerCase(Locale.ROOT);
  }

  private static String asciiDigits(String text) {
    StringBuilder digits = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            character ->
                digits.appendCodePoint(
                    Character.isDigit(character)
                        ? '0' + Character.digit(character, 10)
                        : character));
    return digits.toString();
  }

  private boolean isDigit(int index) {
    return index < text.length() && Character.isDigit(text.charAt(index));
  }

  private boolean isPartOfWordAt(int index) {
    return index < text.length() && isPartOfWord(text.codePointAt(index));
  }

  private static boolean isPartOfWord(int character) {
    return Character.isLetterOrDigit(character) || isMark(character);
  }

  private static boolean isLetter(int character) {
    return Character.isLetter(character) || isMark(character);
  }

  private static boolean isMark(int character) {
    int type = Character.getType(character);
    return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
  }
}
