package dev.hark.ask.id;

import java.util.List;
import java.util.Optional;

/**
 * On whose behalf something is done. Resolved from the API key by the gateway; nothing here decides
 * what a caller may see from anything else.
 *
 * @param boundTo the one end user whose data the caller may see; all of the project's when empty
 * @param keyId for logs; blank when no key caused the call
 */
public record Caller(
    ProjectId project,
    Mode mode,
    Optional<EndUserId> boundTo,
    String keyId,
    String requestId,
    List<String> scopes) {
  public Caller {
    scopes = List.copyOf(scopes);
    if (requestId.isBlank()) {
      throw new IllegalArgumentException("request id must not be blank");
    }
  }

  /** The same caller, who may see this end user's data alone. */
  public Caller boundTo(EndUserId endUser) {
    return new Caller(project, mode, Optional.of(endUser), keyId, requestId, scopes);
  }

  /** Whether data of this end user may be shown. */
  public boolean maySee(EndUserId endUser) {
    return boundTo.isEmpty() || boundTo.get().equals(endUser);
  }
}
