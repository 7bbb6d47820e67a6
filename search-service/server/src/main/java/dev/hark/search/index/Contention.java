package dev.hark.search.index;

import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Does a read-change-write again while somebody else is faster, with short random waits. */
final class Contention {
  /** One recording's events come one after the other, so more than a few losses are a fault. */
  private static final int ATTEMPTS = 40;

  private static final long MAX_WAIT_NANOS = 5_000_000;

  private final String what;

  Contention(String what) {
    this.what = what;
  }

  <T> T until(Supplier<Optional<T>> attempt) {
    for (int i = 0; i < ATTEMPTS; i++) {
      Optional<T> result = attempt.get();
      if (result.isPresent()) {
        return result.get();
      }
      LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(MAX_WAIT_NANOS));
    }
    throw new ContentionException("gave up to " + what + " against other writers");
  }
}
