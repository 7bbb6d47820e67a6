package dev.hark.search.query;

import dev.hark.runtime.id.Ids.RecordingId;
import dev.hark.search.index.Erase.Erasures;
import dev.hark.search.index.IndexFailure.IndexUnavailableException;
import dev.hark.search.index.IndexFailure.UnacceptableException;
import dev.hark.search.index.Project.RecordingKey;
import dev.hark.search.index.Project.Tenant;
import dev.hark.search.index.Project.Viewer;
import dev.hark.search.index.RecordingCatalog;
import dev.hark.search.index.RecordingCatalog.Held;
import dev.hark.search.index.RecordingCatalog.Known;
import dev.hark.search.index.RecordingState;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Looks recordings up by id. What is not there and what is not the viewer's costs the same. */
public final class FindRecordings {
  private static final int MOST = 500;

  private final RecordingCatalog catalog;
  private final Erasures erasures;
  private final ChunkSearch index;

  public FindRecordings(RecordingCatalog catalog, Erasures erasures, ChunkSearch index) {
    this.catalog = catalog;
    this.erasures = erasures;
    this.index = index;
  }

  /** The recording, if it is there and the viewer may see it. */
  public Optional<RecordingState> find(Viewer viewer, RecordingId recording) {
    RecordingKey key = new RecordingKey(viewer.project(), recording);
    Known known = catalog.read(key, viewer.boundTo(), null);
    return known
        .held()
        .map(Held::state)
        .filter(state -> viewer.sees(state.owner()))
        .filter(
            state ->
                viewer.boundTo() == null
                    ? state.tenant().filter(erasures::contains).isEmpty()
                    : !known.erased());
  }

  /**
   * Those of one end user that are there, in the order in which they are asked for, each once; by a
   * single request to the index.
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
