package dev.hark.ask.turn;

import dev.hark.ask.session.StoreUnavailableException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Tries again for a while what must not be lost and may be repeated: an answer that is written is
 * there once, and the store may be busy with hundreds of others, or starting.
 */
final class StoreRetry {
  private static final Duration LONGEST = Duration.ofSeconds(15);
  private static final Duration FIRST_WAIT = Duration.ofMillis(50);

  private StoreRetry() {}

  /**
   * What the store answers, once it does.
   *
   * @throws StoreUnavailableException when it is still away after 15 s, or the thread is to end
   */
  static <T> T until(Supplier<T> call) {
    long end = System.nanoTime() + LONGEST.toNanos();
    for (long wait = FIRST_WAIT.toMillis(); ; wait = Math.min(2 * wait, 1_000)) {
      try {
        return call.get();
      } catch (StoreUnavailableException e) {
        if (System.nanoTime() > end || !waited(wait)) {
          throw e;
        }
      }
    }
  }

  private static boolean waited(long milliseconds) {
    try {
      // The store tells nobody when it has room again.
      TimeUnit.MILLISECONDS.sleep(milliseconds);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
