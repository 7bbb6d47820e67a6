package dev.hark.search.query;

import dev.hark.search.index.EndUserId;
import dev.hark.search.index.RecordingState;
import dev.hark.search.index.TranscriptionStatus;
import org.jspecify.annotations.Nullable;

/**
 * Which recordings are listed.
 *
 * @param endUser only theirs; null for all that the viewer may see
 * @param status only those in this state; null for all
 */
public record ListFilter(@Nullable EndUserId endUser, @Nullable TranscriptionStatus status) {
  /** Whether a recording, as it is now, belongs in the list. */
  boolean accepts(RecordingState state) {
    return (endUser == null || endUser.equals(state.owner()))
        && (status == null || status == state.status());
  }

  /** The same for the same filter only. */
  String text() {
    return endUser + "/" + status;
  }
}
