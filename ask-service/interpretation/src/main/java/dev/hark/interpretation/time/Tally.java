package dev.hark.interpretation.time;

import java.util.function.IntPredicate;

/** Answers at once whether any token of a range is of a kind. */
final class Tally {
  private final int[] before;

  Tally(int size, IntPredicate kind) {
    before = new int[size + 1];
    for (int at = 0; at < size; at++) {
      before[at + 1] = before[at] + (kind.test(at) ? 1 : 0);
    }
  }

  boolean isAny(int from, int to) {
    return from < to && before[to] > before[from];
  }
}
