package dev.hark.indexer.indexing.url;

import java.time.Duration;
import java.util.concurrent.Semaphore;

/** Room for one transcript in memory, taken when its words come. Safe for many threads. */
final class Place {
  private final Semaphore places;
  private boolean taken;
  private boolean left;
  private long began;
  private long waited;

  Place(Semaphore places) {
    this.places = places;
  }

  /** Waits until there is one. */
  void take() throws InterruptedException {
    synchronized (this) {
      began = System.nanoTime();
    }
    places.acquire();
    synchronized (this) {
      waited = System.nanoTime() - began;
      began = 0;
      if (!left) {
        taken = true;
        return;
      }
    }
    places.release();
    throw new InterruptedException("nobody waits for this transcript any more");
  }

  /** How long it has been waited for, so far. */
  synchronized Duration waited() {
    return Duration.ofNanos(began == 0 ? waited : System.nanoTime() - began);
  }

  /** Gives it back, or never takes it. */
  synchronized void leave() {
    left = true;
    if (taken) {
      taken = false;
      places.release();
    }
  }
}
