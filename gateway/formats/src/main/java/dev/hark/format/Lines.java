package dev.hark.format;

/** The lines of a text one after the other, ended by LF, CR LF or CR. */
final class Lines {
  private final String text;
  private int next;
  private int number;
  private String line = "";

  Lines(String text) {
    this.text = text;
  }

  /** Goes to the next line; false at the end. */
  boolean next() {
    if (next >= text.length()) {
      return false;
    }
    int end = next;
    while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
      end++;
    }
    line = text.substring(next, end);
    boolean pair =
        end + 1 < text.length() && text.charAt(end) == '\r' && text.charAt(end + 1) == '\n';
    next = end + (pair ? 2 : 1);
    number++;
    return true;
  }

  String line() {
    return line;
  }

  /** From 1. */
  int number() {
    return number;
  }

  UnreadableTranscriptException unreadable(String expected) {
    return new UnreadableTranscriptException(
        place(number), expected, UnreadableTranscriptException.shape(line));
  }

  static String place(int number) {
    return "line " + number;
  }
}
