package dev.hark.gateway.erasure;

import dev.hark.gateway.id.EndUserId;
import dev.hark.gateway.id.ProjectId;
import dev.hark.gateway.id.RecordingId;
import dev.hark.gateway.key.Mode;

/**
 * Where answers are kept for requests that are sent again. When a call returns, no answer that may
 * hold words of what was deleted is given again, nor kept later by a request that is being done
 * meanwhile. Every call may be repeated; how many answers it removed.
 */
public interface StoredAnswers {
  int erase(ProjectId project, Mode mode, EndUserId endUser);

  int erase(ProjectId project, Mode mode, RecordingId recording);
}
