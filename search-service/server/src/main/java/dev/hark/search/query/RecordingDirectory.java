package dev.hark.search.query;

import dev.hark.search.index.EndUserId;
import dev.hark.search.index.RecordingId;
import dev.hark.search.index.RecordingState;
import dev.hark.search.index.Tenant;
import dev.hark.search.index.TranscriptionId;
import dev.hark.search.index.Viewer;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Recordings by what they say rather than by id. What it finds is as of a moment ago and may have
 * changed since; {@link #now} says how it stands. Safe for many threads.
 */
public interface RecordingDirectory {
  /** What the viewer may see, in the order of lists, after this place. */
  List<Listed> list(Viewer viewer, ListFilter filter, @Nullable Position after, int size);

  /** Recordings that the viewer may see and that had this transcription a moment ago. */
  List<RecordingId> withTranscription(Viewer viewer, TranscriptionId transcription);

  /** Counts what the viewer may see of this end user's. */
  Owned owned(Viewer viewer, EndUserId endUser);

  /** States of this moment, in the same order; empty for what is gone or whose owner is erased. */
  List<Optional<RecordingState>> now(List<Listed> listed);

  /** A recording in a list. */
  record Listed(Tenant tenant, Position position) {}
}
