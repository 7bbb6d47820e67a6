package dev.hark.interpretation.time;

/**
 * What stands at a place of a question: a symbol with its value, up to a token.
 *
 * @param end the token after it
 */
record Slot(Symbol symbol, int end, Value value) {
  /** The number of a word or of digits. */
  int number() {
    return ((Value.Count) value).number();
  }
}
