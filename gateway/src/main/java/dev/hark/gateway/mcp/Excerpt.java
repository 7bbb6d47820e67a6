package dev.hark.gateway.mcp;

/**
 * As much of a text as there is room for, and how much was left out, in code points.
 *
 * @param omitted 0 when it is all there
 */
record Excerpt(String text, int omitted) {

  static Excerpt of(String text, int most) {
    int length = text.codePointCount(0, text.length());
    return length <= most
        ? new Excerpt(text, 0)
        : new Excerpt(text.substring(0, text.offsetByCodePoints(0, most)), length - most);
  }

  int length() {
    return text.codePointCount(0, text.length());
  }
}
