package dev.hark.bench.meeting;

/** Turns that answer a question, by number, both ends included. */
public record TurnRange(int first, int last) {
  public TurnRange {
    if (first < 0 || last < first) {
      throw new IllegalArgumentException("no range of turns: " + first + " to " + last);
    }
  }
}
