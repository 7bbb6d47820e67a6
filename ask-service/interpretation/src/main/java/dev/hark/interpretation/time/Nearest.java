package dev.hark.interpretation.time;

import java.util.function.IntPredicate;

/** Answers at once which token of a kind is nearest; -1 where there is none. */
final class Nearest {
  private final int[] before;
  private final int[] from;

  Nearest(int size, IntPredicate kind) {
    before = new int[size + 1];
    from = new int[size + 1];
    before[0] = -1;
    from[size] = -1;
    for (int at = 0; at < size; at++) {
      before[at + 1] = kind.test(at) ? at : before[at];
    }
    for (int at = size - 1; at >= 0; at--) {
      from[at] = kind.test(at) ? at : from[at + 1];
    }
  }

  int before(int at) {
    return before[at];
  }

  int from(int at) {
    return from[at];
  }
}
