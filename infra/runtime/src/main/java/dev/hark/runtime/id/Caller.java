package dev.hark.runtime.id;

import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.id.Ids.ProjectId;
import java.util.Optional;
import java.util.Set;

/**
 * On whose behalf something is done. Resolved from the API key by the gateway; nothing else decides
 * what a caller may see.
 *
 * @param boundTo the one end user whose data the caller may see; all of the project's when empty
 * @param scopes what the key is for, by their names
 * @param keyId for logs; blank when no key caused the call
 * @param requestId what follows it through services and logs
 */
public record Caller(
    ProjectId project,
    Mode mode,
    Optional<EndUserId> boundTo,
    Set<String> scopes,
    String keyId,
    String requestId) {
  public Caller {
    scopes = Set.copyOf(scopes);
    if (requestId.isBlank()) {
      throw new IllegalArgumentException("request id must not be blank");
    }
  }

  /** The same caller, who may see this end user's data alone. */
  public Caller boundTo(EndUserId endUser) {
    return new Caller(project, mode, Optional.of(endUser), scopes, keyId, requestId);
  }

  /** Whether data of this end user may be shown. */
  public boolean maySee(EndUserId endUser) {
    return boundTo.isEmpty() || boundTo.get().equals(endUser);
  }
}
