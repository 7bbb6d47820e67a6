package dev.hark.indexer.indexing.url;

import java.util.concurrent.Semaphore;

/** Room for one transcript in memory, taken when its words come. Safe for many threads. */
final class Place {
  private final Semaphore places;
  private boolean taken;
  private boolean left;

  Place(Semaphore places) {
    this.places = places;
  }

  /** Waits until there is one. */
  void take() throws InterruptedException {
    places.acquire();
    synchronized (this) {
      if (!left) {
        taken = true;
        return;
      }
    }
    places.release();
    throw new InterruptedException("nobody waits for this transcript any more");
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
