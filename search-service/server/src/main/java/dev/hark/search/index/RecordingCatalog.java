package dev.hark.search.index;

import java.util.List;
import java.util.Optional;

/**
 * The states of all recordings, tombstones included. Reads by key see every write that has
 * returned. Safe for many threads; failures are {@link IndexUnavailableException}.
 */
public interface RecordingCatalog {
  /** The state of a recording, if any event was ever heard of it. */
  Optional<Held> find(RecordingKey key);

  /** Writes a state where none is. */
  Written create(RecordingState state, Visibility visibility);

  /** Writes a state in the place of the one held, unless somebody was faster. */
  Written replace(RecordingState state, Held held, Visibility visibility);

  /** Recordings of a tenant, at most as many as fit one page; empty when there is none. */
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

  /** When lists and searches by field must see a write; reads by key always do. */
  enum Visibility {
    AT_ONCE,
    LATER
  }
}
