package dev.hark.search.index;

import dev.hark.search.index.IndexFailure.ContentionException;
import dev.hark.search.index.Project.RecordingKey;
import dev.hark.search.index.RecordingCatalog.Held;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Changes recordings' states by compare-and-set: reads, decides and writes, and does it all again
 * while somebody else is faster, with short random waits.
 */
final class RecordingChanges {
  /** One recording's events come one after the other, so more than a few losses are a fault. */
  private static final int ATTEMPTS = 40;

  private static final long MAX_WAIT_NANOS = 5_000_000;

  private final RecordingCatalog catalog;

  RecordingChanges(RecordingCatalog catalog) {
    this.catalog = catalog;
  }

  /** Decides on a state as it was read, and writes the next one. */
  interface Attempt<T> {
    /** Empty when somebody else was faster. */
    Optional<T> on(@Nullable Held held);
  }

  <T> T change(RecordingKey key, Attempt<T> attempt) {
    for (int i = 0; i < ATTEMPTS; i++) {
      Optional<T> result = attempt.on(catalog.find(key).orElse(null));
      if (result.isPresent()) {
        return result.get();
      }
      LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(MAX_WAIT_NANOS));
    }
    throw new ContentionException("gave up to change " + key.value() + " against other writers");
  }

  /**
   * Puts a tombstone in the place of a recording's state, whatever is going on around it. Whether
   * there was a recording: nothing that could be seen is none, and neither is a tombstone.
   */
  boolean putTombstone(RecordingKey key, Instant at) {
    return change(key, held -> tryTombstone(key, at, held));
  }

  private Optional<Boolean> tryTombstone(RecordingKey key, Instant at, @Nullable Held held) {
    if (held != null && held.state().deleted()) {
      return Optional.of(false);
    }
    boolean written = catalog.compareAndSet(held, RecordingState.tombstone(key, at));
    return written ? Optional.of(held != null) : Optional.empty();
  }
}
