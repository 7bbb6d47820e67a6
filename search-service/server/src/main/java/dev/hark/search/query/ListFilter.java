package dev.hark.search.query;

import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.search.index.RecordingState;
import dev.hark.search.index.RecordingState.TranscriptionStatus;
import dev.hark.search.index.Stamp.Register;
import org.jspecify.annotations.Nullable;

/**
 * Which recordings are listed.
 *
 * @param endUser only theirs; null for all that the viewer may see
 * @param status only those in this state; null for all
 * @param recorded only those made then
 */
public record ListFilter(
    @Nullable EndUserId endUser, @Nullable TranscriptionStatus status, RecordedRange recorded) {
  /** Whether a recording, as it is now, belongs in the list. */
  boolean accepts(RecordingState state) {
    return (endUser == null || endUser.equals(state.owner()))
        && (status == null || status == state.status())
        && recorded.contains(Register.valueOf(state.details().recordedAt()));
  }

  /** The same for the same filter only. */
  public String text() {
    String text = endUser + "/" + status;
    return recorded.unbounded() ? text : text + "/" + recorded.after() + "/" + recorded.before();
  }
}
