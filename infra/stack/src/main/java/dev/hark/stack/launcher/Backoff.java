package dev.hark.stack.launcher;

import java.time.Duration;

/**
 * Growing waits between restarts: 1, 2, 4 … 30 seconds, from 1 again after a minute that went well.
 */
final class Backoff {
  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final Duration WELL = Duration.ofMinutes(1);

  private Duration next = FIRST;

  /** How long to wait after a run that lasted that long. */
  Duration after(Duration run) {
    Duration wait = run.compareTo(WELL) >= 0 ? FIRST : next;
    Duration doubled = wait.multipliedBy(2);
    next = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
    return wait;
  }
}
