package dev.hark.search.index;

import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.id.Ids.TranscriptionId;
import dev.hark.search.index.IndexFailure.ContentionException;
import dev.hark.search.index.IndexFailure.IndexUnavailableException;
import dev.hark.search.index.Project.RecordingKey;
import dev.hark.search.index.Project.Tenant;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The states of all recordings, tombstones included. Reads by key see every write that has
 * returned. Safe for many threads; failures are {@link IndexUnavailableException}.
 */
public interface RecordingCatalog {
  /** One recording's events come one after the other, so more than a few losses are a fault. */
  int ATTEMPTS = 40;

  long MAX_WAIT_NANOS = 5_000_000;

  /**
   * The state of a recording and what decides about events of it, in one round trip.
   *
   * @param endUser who may be erased; null when that is not asked
   * @param transcription which may be another recording's; null when that is not asked
   */
  Known read(
      RecordingKey key, @Nullable EndUserId endUser, @Nullable TranscriptionId transcription);

  /**
   * Writes a state in the place of the one that was read, or where none was; lists and searches see
   * it at once. Whether it did: not when somebody else wrote since it was read.
   */
  boolean compareAndSet(@Nullable Held read, RecordingState next);

  /**
   * Puts tombstones in the place of whatever is there. Lists see them when {@link #ownedBy} has.
   */
  void putTombstone(List<RecordingKey> keys, Instant at);

  /**
   * Recordings of a tenant as all writes so far left them, at most as many as fit one page; empty
   * when there is none.
   */
  List<RecordingKey> ownedBy(Tenant tenant);

  /** The state of a recording, if any event was ever heard of it. */
  default Optional<Held> find(RecordingKey key) {
    return read(key, null, null).held();
  }

  /**
   * Puts a tombstone in the place of a recording's state, whatever is going on around it. Whether
   * there was a recording: nothing that could be seen is none, and neither is a tombstone.
   */
  default boolean putTombstone(RecordingKey key, Instant at) {
    return untilDecided(
        key,
        () -> {
          Held held = find(key).orElse(null);
          if (held != null && held.state().deleted()) {
            return Optional.of(false);
          }
          boolean written = compareAndSet(held, RecordingState.tombstone(key, at));
          return written ? Optional.of(held != null) : Optional.empty();
        });
  }

  /**
   * Reads, decides and writes again while somebody else is faster, with short random waits.
   *
   * @param attempt empty when somebody else was faster
   */
  static <T> T untilDecided(RecordingKey key, Supplier<Optional<T>> attempt) {
    for (int i = 0; i < ATTEMPTS; i++) {
      Optional<T> result = attempt.get();
      if (result.isPresent()) {
        return result.get();
      }
      LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(MAX_WAIT_NANOS));
    }
    throw new ContentionException("gave up to change " + key.value() + " against other writers");
  }

  /**
   * A state as it was read.
   *
   * @param sequence what the store knows this very writing by, with the term
   */
  record Held(RecordingState state, long sequence, long term) {}

  /**
   * What was read together.
   *
   * @param held the recording's state; empty when no event was ever heard of it
   * @param erased whether the end user is
   * @param holder whose the transcription id is; empty while it is nobody's
   */
  record Known(Optional<Held> held, boolean erased, Optional<RecordingKey> holder) {
    /** The state, or that of a recording that nothing but this stamp's event is known of. */
    RecordingState state(RecordingKey key, Stamp stamp) {
      return held.map(Held::state).orElseGet(() -> RecordingState.unknown(key, stamp));
    }

    /** Whether the recording had the transcription id before there were claims. */
    boolean heardOf(TranscriptionId transcription) {
      return held.filter(
              there -> there.state().transcriptions().firstHeard().containsKey(transcription))
          .isPresent();
    }

    Known heldBy(RecordingKey recording) {
      return new Known(held, erased, Optional.of(recording));
    }
  }
}
