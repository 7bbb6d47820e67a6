package dev.hark.gateway.key;

import dev.hark.gateway.id.EndUserId;
import dev.hark.gateway.id.KeyId;
import dev.hark.gateway.id.ProjectId;
import java.util.Optional;
import java.util.Set;

/**
 * On whose behalf a request is done. Made from the key alone, by {@link Authenticator} alone.
 *
 * @param endUser the one end user whose data the key reaches; empty when it reaches all
 */
public record Caller(
    ProjectId project,
    Mode mode,
    Optional<EndUserId> endUser,
    Set<Scope> scopes,
    KeyId key,
    String requestId) {
  /** Where a request that was let through carries it. */
  public static final String ATTRIBUTE = "hark.caller";

  public Caller {
    scopes = Set.copyOf(scopes);
  }
}
