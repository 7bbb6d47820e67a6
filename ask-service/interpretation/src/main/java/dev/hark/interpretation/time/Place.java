package dev.hark.interpretation.time;

/** Holds what is true of every place in a question. */
final class Place {
  private Place() {}

  static void check(int start, int end, String text) {
    if (start < 0 || end - start != text.length() || text.isBlank()) {
      throw new IllegalArgumentException("a place must hold its text, not " + start + " to " + end);
    }
  }
}
