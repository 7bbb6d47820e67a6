package dev.hark.search.query;

import dev.hark.search.index.Chunk;
import dev.hark.search.index.Ids.RecordingId;
import dev.hark.search.index.Project.Tenant;
import dev.hark.search.index.RecordingState;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/**
 * The index as a search sees it. Whole answers only: a part of the index that did not answer is an
 * {@link dev.hark.search.index.IndexFailure.IndexUnavailableException}. Safe for many threads.
 */
public interface ChunkSearch {
  /** What the legs find among a tenant's chunks. */
  Legs find(Tenant tenant, LegQuery query);

  /** A tenant's recordings of a time, among these or, when empty, among all. */
  Set<RecordingId> recorded(Tenant tenant, RecordedRange range, Set<RecordingId> among);

  /** How things stand at this very moment, in one round trip. */
  Snapshot snapshot(Tenant tenant, Set<RecordingId> recordings, Collection<Candidate> chunks);

  /**
   * How things stand.
   *
   * @param erased whether the tenant's end user is erased
   * @param recordings states of those that any event was ever heard of
   * @param chunks bodies of those that are still there
   */
  record Snapshot(
      boolean erased, Map<RecordingId, RecordingState> recordings, Map<Candidate, Chunk> chunks) {
    public Snapshot {
      recordings = Map.copyOf(recordings);
      chunks = Map.copyOf(chunks);
    }
  }
}
