package dev.hark.embedding.onnx;

/** Half characters, which no encoding of the tokenizer can express. */
final class UnpairedSurrogates {
  private static final int REPLACEMENT = 0xFFFD;

  private UnpairedSurrogates() {}

  /** The text with each of them replaced by the replacement character. */
  static String replaced(String text) {
    if (text.chars().noneMatch(unit -> Character.isSurrogate((char) unit))) {
      return text;
    }
    return text.codePoints()
        .map(point -> isSurrogate(point) ? REPLACEMENT : point)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static boolean isSurrogate(int point) {
    return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
  }
}
