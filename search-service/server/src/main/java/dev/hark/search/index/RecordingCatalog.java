package dev.hark.search.index;

import dev.hark.search.index.IndexFailure.IndexUnavailableException;
import dev.hark.search.index.Project.RecordingKey;
import dev.hark.search.index.Project.Tenant;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The states of all recordings, tombstones included. Reads by key see every write that has
 * returned. Safe for many threads; failures are {@link IndexUnavailableException}.
 */
public interface RecordingCatalog {
  /** The state of a recording, if any event was ever heard of it. */
  Optional<Held> find(RecordingKey key);

  /**
   * Writes a state in the place of the one that was read, or where none was. Lists and searches see
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

  /**
   * A state as it was read.
   *
   * @param sequence what the store knows this very writing by, with the term
   */
  record Held(RecordingState state, long sequence, long term) {}
}
