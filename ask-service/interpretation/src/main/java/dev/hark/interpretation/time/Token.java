package dev.hark.interpretation.time;

/**
 * A word, a number or a sign of a question.
 *
 * @param key what it is looked up by: in lower case, and with a hyphen before it where it is joined
 *     to the token before by one
 * @param start where it begins in the question
 * @param end where it ends, exclusive
 * @param capital it begins with a capital letter
 */
record Token(String key, int start, int end, boolean capital) {
  static final String SENTENCE_END = ".";
  static final String COMMA = ",";
  static final String QUOTE = "\"";
  static final String APOSTROPHE = "'";
  static final char HYPHEN = '-';

  boolean isJoined() {
    return key.length() > 1 && key.charAt(0) == HYPHEN;
  }

  /** The key without the hyphen. */
  String word() {
    return isJoined() ? key.substring(1) : key;
  }

  boolean isWord() {
    return Character.isLetterOrDigit(word().charAt(0));
  }

  boolean isNumber() {
    return Character.isDigit(word().charAt(0));
  }

  boolean isPossessive() {
    return key.equals("'s") || key.equals(APOSTROPHE);
  }
}
