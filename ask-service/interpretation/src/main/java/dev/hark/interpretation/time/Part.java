package dev.hark.interpretation.time;

/**
 * The parts of a day, in hours from its start. They reach as far as anybody means them, so that a
 * recording of half past four in the night is one of the morning, and a night begins with its
 * evening and ends at six.
 */
enum Part {
  MORNING(0, 12),
  MIDDAY(11, 14),
  AFTERNOON(12, 18),
  EVENING(18, 24),
  NIGHT(18, 30);

  private final int from;
  private final int to;

  Part(int from, int to) {
    this.from = from;
    this.to = to;
  }

  int from() {
    return from;
  }

  int to() {
    return to;
  }
}
