package dev.hark.gateway.key;

import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.id.Ids.KeyId;
import dev.hark.runtime.id.Ids.ProjectId;
import dev.hark.runtime.id.Mode;
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
