package dev.hark.indexer.kafka;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to wait before the next attempt. */
final class Backoff {
  private static final int MAX_DOUBLINGS = 30;

  private final Duration first;
  private final Duration longest;
  private final RandomGenerator random;

  Backoff(Duration first, Duration longest, RandomGenerator random) {
    this.first = first;
    this.longest = longest;
    this.random = random;
  }

  /**
   * Doubles with each failure up to the longest; of that, between half and all, so that many
   * partitions do not come back at once.
   *
   * @param failures in a row, from 1
   */
  Duration after(int failures) {
    long doubled = first.toMillis() << Math.min(failures - 1, MAX_DOUBLINGS);
    long full = Math.clamp(doubled, 1, longest.toMillis());
    return Duration.ofMillis(full - random.nextLong(full / 2 + 1));
  }
}
