package dev.hark.search.query;

import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.id.Ids.RecordingId;
import dev.hark.runtime.id.Ids.TranscriptionId;
import dev.hark.search.index.Project.Tenant;
import dev.hark.search.index.Project.Viewer;
import dev.hark.search.index.RecordingState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Recordings by what they say rather than by id. What it finds is as of a moment ago and may have
 * changed since; {@link #now} says how it stands. Safe for many threads.
 */
public interface RecordingDirectory {
  /** What the viewer may see, in the order of lists, after this place. */
  List<Listed> list(Viewer viewer, ListFilter filter, @Nullable Position after, int size);

  /**
   * Where the recording stands that has so many before it and itself.
   *
   * @param count 1 to 10,000
   * @return empty when there are fewer
   */
  Optional<Position> place(Viewer viewer, ListFilter filter, int count);

  /** Recordings that the viewer may see and that had this transcription a moment ago. */
  List<RecordingId> withTranscription(Viewer viewer, TranscriptionId transcription);

  /** Counts what the viewer may see of these end users'; without those who have none. */
  Map<EndUserId, Owned> owned(Viewer viewer, Set<EndUserId> endUsers);

  /** States of this moment, in the same order; empty for what is gone or whose owner is erased. */
  List<Optional<RecordingState>> now(List<Listed> listed);

  /** A recording in a list. */
  record Listed(Tenant tenant, Position position) {}

  /**
   * A place in a list of recordings: newest first, then by id.
   *
   * @param listedAt when it was made, in milliseconds; the least number when nobody said
   */
  record Position(long listedAt, RecordingId recording) {}

  /**
   * What there is of an end user.
   *
   * @param since when the earliest event about one of the recordings was made; empty without any
   * @param firstBeingWritten whether there is no recording, but words of a first one are being
   *     written
   */
  record Owned(long recordings, Optional<Instant> since, boolean firstBeingWritten) {
    /** There is no recording yet. */
    static final Owned FIRST_BEING_WRITTEN = new Owned(0, Optional.empty(), true);

    /** What the recordings tell. */
    public Owned(long recordings, Optional<Instant> since) {
      this(recordings, since, false);
    }
  }
}
