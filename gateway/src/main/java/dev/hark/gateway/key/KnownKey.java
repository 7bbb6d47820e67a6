package dev.hark.gateway.key;

import dev.hark.gateway.id.EndUserId;
import dev.hark.gateway.id.KeyId;
import dev.hark.gateway.id.ProjectId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What the database says of a key that is not revoked.
 *
 * @param requestsPerMinute of the project
 */
record KnownKey(
    KeyId id,
    ProjectId project,
    Mode mode,
    Optional<EndUserId> endUser,
    Set<Scope> scopes,
    Optional<Instant> expiresAt,
    int requestsPerMinute) {

  KnownKey {
    scopes = Set.copyOf(scopes);
  }

  boolean isExpired(Instant now) {
    return expiresAt.filter(end -> !now.isBefore(end)).isPresent();
  }
}
