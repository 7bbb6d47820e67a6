package dev.hark.search.query;

import dev.hark.search.index.Erase.Erasures;
import dev.hark.search.index.Ids.RecordingId;
import dev.hark.search.index.Project.RecordingKey;
import dev.hark.search.index.Project.Viewer;
import dev.hark.search.index.RecordingCatalog;
import dev.hark.search.index.RecordingCatalog.Held;
import dev.hark.search.index.RecordingState;
import java.util.Optional;

/** Looks recordings up by id. What is not there and what is not the viewer's costs the same. */
public final class FindRecording {
  private final RecordingCatalog catalog;
  private final Erasures erasures;

  public FindRecording(RecordingCatalog catalog, Erasures erasures) {
    this.catalog = catalog;
    this.erasures = erasures;
  }

  /** The recording, if it is there and the viewer may see it. */
  public Optional<RecordingState> find(Viewer viewer, RecordingId recording) {
    return catalog
        .find(new RecordingKey(viewer.project(), recording))
        .map(Held::state)
        .filter(state -> viewer.sees(state.owner()))
        .filter(state -> state.tenant().filter(erasures::contains).isEmpty());
  }
}
