package dev.hark.search.query;

import dev.hark.search.index.Ids.RecordingId;
import dev.hark.search.index.IndexFailure.IndexUnavailableException;
import dev.hark.search.index.IndexFailure.UnacceptableException;
import dev.hark.search.index.Project.Tenant;
import dev.hark.search.index.RecordingState;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Looks up many recordings of one end user by a single request to the index. */
public final class FindRecordings {
  private static final int MOST = 500;

  private final ChunkSearch index;

  public FindRecordings(ChunkSearch index) {
    this.index = index;
  }

  /**
   * Those that are there, in the order in which they are asked for, each once.
   *
   * @throws IndexUnavailableException rather than answering with less than there is
   */
  public List<RecordingState> find(Tenant tenant, List<RecordingId> recordings) {
    if (recordings.isEmpty() || recordings.size() > MOST) {
      throw UnacceptableException.field(
          "recording_ids", "must be 1 to 500, not " + recordings.size());
    }
    Set<RecordingId> wanted = new LinkedHashSet<>(recordings);
    ChunkSearch.Snapshot now = index.snapshot(tenant, wanted, List.of());
    Map<RecordingId, RecordingState> states = now.erased() ? Map.of() : now.recordings();
    return wanted.stream()
        .map(states::get)
        .filter(Objects::nonNull)
        .filter(state -> state.tenant().filter(tenant::equals).isPresent())
        .toList();
  }
}
