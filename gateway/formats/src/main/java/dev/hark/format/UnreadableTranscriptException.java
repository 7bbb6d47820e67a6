package dev.hark.format;

/**
 * A content that cannot be read: the caller has to send another. The message says where, what was
 * expected there and what stood there instead, as a shape: it never holds words of the transcript.
 */
public final class UnreadableTranscriptException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private static final int LONGEST_SHAPE = 40;

  private final String position;
  private final String expected;
  private final String seen;

  UnreadableTranscriptException(String position, String expected, String seen) {
    super(position + ": expected " + expected + ", saw " + seen);
    this.position = position;
    this.expected = expected;
    this.seen = seen;
  }

  /** Such as {@code line 12} or {@code results.channels[0].alternatives}. */
  public String position() {
    return position;
  }

  public String expected() {
    return expected;
  }

  public String seen() {
    return seen;
  }

  /** Digits as 9, letters as a, and what times are written with: {@code 99:99:99.aa}. */
  static String shape(CharSequence text) {
    StringBuilder shape = new StringBuilder("'");
    for (int i = 0; i < Math.min(text.length(), LONGEST_SHAPE); i++) {
      char character = text.charAt(i);
      boolean sign = ":.,->+ ;[](){}\"".indexOf(character) >= 0;
      boolean digit = Character.isDigit(character);
      shape.append(digit ? '9' : Character.isLetter(character) ? 'a' : sign ? character : '?');
    }
    return shape.append(text.length() > LONGEST_SHAPE ? "…'" : "'").toString();
  }
}
