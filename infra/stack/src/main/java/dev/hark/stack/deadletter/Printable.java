package dev.hark.stack.deadletter;

/** Text of strangers on a terminal, which takes some characters for orders. */
final class Printable {
  private Printable() {}

  /** In one line: what is not seen is written as its number. */
  static String line(String text) {
    return escaped(text, false);
  }

  /** The same with its own line breaks. */
  static String lines(String text) {
    return escaped(text, true);
  }

  private static String escaped(String text, boolean breaks) {
    StringBuilder shown = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              int type = Character.getType(c);
              boolean unseen =
                  type == Character.CONTROL
                      || type == Character.FORMAT
                      || type == Character.LINE_SEPARATOR
                      || type == Character.PARAGRAPH_SEPARATOR
                      || type == Character.SURROGATE;
              if (unseen && !(breaks && c == '\n')) {
                shown.append("\\u%04X".formatted(c));
              } else {
                shown.appendCodePoint(c);
              }
            });
    return shown.toString();
  }
}
