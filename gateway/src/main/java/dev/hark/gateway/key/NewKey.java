package dev.hark.gateway.key;

import dev.hark.gateway.id.EndUserId;
import dev.hark.gateway.id.KeyId;
import dev.hark.gateway.id.ProjectId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A key that was just made: the only moment at which the key itself is known.
 *
 * @param scopes empty for a key that has every scope
 * @param endUser the one end user whose data it reaches; empty for all
 */
record NewKey(
    KeyId id,
    ApiKey key,
    ProjectId project,
    Mode mode,
    Optional<Set<Scope>> scopes,
    Optional<EndUserId> endUser,
    String name,
    Instant createdAt,
    Optional<Instant> expiresAt) {
  private static final int MAX_NAME = 100;

  NewKey {
    scopes = scopes.map(Set::copyOf);
    if (scopes.filter(Set::isEmpty).isPresent()) {
      throw new IllegalArgumentException("a restricted key needs at least one scope");
    }
    if (name.length() > MAX_NAME) {
      throw new IllegalArgumentException("a name has at most " + MAX_NAME + " characters");
    }
  }
}
