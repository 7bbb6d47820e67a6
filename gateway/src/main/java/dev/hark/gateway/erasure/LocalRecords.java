package dev.hark.gateway.erasure;

import dev.hark.gateway.error.FailureException;
import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.id.Ids.ProjectId;
import dev.hark.runtime.id.Ids.RecordingId;
import dev.hark.runtime.id.Mode;

/**
 * What the gateway itself keeps of recordings and end users, which goes with them. Every call may
 * be repeated, and may fail with a {@link FailureException}, which may pass.
 */
public interface LocalRecords {
  /** Nothing of the recording is kept from then on. */
  void erase(ProjectId project, Mode mode, RecordingId recording);

  /** Nothing of the end user is kept from then on. */
  void erase(ProjectId project, Mode mode, EndUserId endUser);
}
