package dev.hark.search.index;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The states of all recordings, tombstones included. Reads by key see every write that has
 * returned. Safe for many threads; failures are {@link IndexUnavailableException}.
 */
public interface RecordingCatalog {
  /** The state of a recording, if any event was ever heard of it. */
  Optional<Held> find(RecordingKey key);

  /** Writes a state where none is. Lists and searches see it at once. */
  Written create(RecordingState state);

  /** Writes a state in the place of the one held, unless somebody was faster. Seen at once too. */
  Written replace(RecordingState state, Held held);

  /**
   * Puts tombstones in the place of whatever is there. Lists see them when {@link #ownedBy} has.
   */
  void bury(List<RecordingKey> keys, Instant at);

  /**
   * Recordings of a tenant as all writes so far left them, at most as many as fit one page; empty
   * when there is none.
   */
  List<RecordingKey> ownedBy(Tenant tenant);

  /**
   * A state as it was read.
   *
   * @param sequence what the store knows this very writing by, with the term
   */
  record Held(RecordingState state, long sequence, long term) {}

  /** What came of a write. */
  enum Written {
    DONE,
    /** Somebody else wrote since it was read: read again. */
    CONFLICT
  }
}
