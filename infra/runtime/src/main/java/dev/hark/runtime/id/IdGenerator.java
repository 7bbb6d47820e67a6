package dev.hark.runtime.id;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/**
 * Makes ids that sort by the time they were made: microseconds, then randomness. Within one process
 * each is greater than the one before, whatever the clock does. Safe for many threads.
 */
public final class IdGenerator {
  /** Enough for microseconds until the year 2398. */
  private static final int TIME_WIDTH = 9;

  private static final int MILLIS_WIDTH = 8;
  private static final int WITHIN_WIDTH = 3;

  /** 77 bits: two processes that make an id in the same microsecond do not meet. */
  private static final int RANDOM_WIDTH = 13;

  private final InstantSource clock;
  private final RandomGenerator random;
  private final AtomicLong last = new AtomicLong();

  public IdGenerator(InstantSource clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  /**
   * What follows the prefix of a new id, in the form of sessions and messages: milliseconds, a
   * number within one, then randomness. So ids made here and there sort by time together.
   */
  public String nextWithinMillisecond() {
    long time = nextMicros();
    return Base62.encode(time / 1_000, MILLIS_WIDTH)
        + Base62.encode(time % 1_000, WITHIN_WIDTH)
        + Base62.random(random, RANDOM_WIDTH);
  }

  /**
   * A new id.
   *
   * @param prefix with its underscore, such as {@code req_}
   */
  public String next(String prefix) {
    return prefix + Base62.encode(nextMicros(), TIME_WIDTH) + Base62.random(random, RANDOM_WIDTH);
  }

  private long nextMicros() {
    long now = ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
    return last.updateAndGet(before -> Math.max(before + 1, now));
  }
}
