package dev.hark.gateway.key;

import dev.hark.runtime.id.IdGenerator;
import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.id.Ids.KeyId;
import dev.hark.runtime.id.Ids.ProjectId;
import dev.hark.runtime.id.Mode;
import dev.hark.runtime.time.WireTime;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A key that was just made: the only moment at which the key itself is known.
 *
 * @param scopes empty for a key that has every scope
 * @param endUser the one end user whose data it reaches; empty for all
 */
public record NewKey(
    KeyId id,
    ApiKey key,
    ProjectId project,
    Mode mode,
    Optional<Set<Scope>> scopes,
    Optional<EndUserId> endUser,
    String name,
    Instant createdAt,
    Optional<Instant> expiresAt) {
  public static final int MAX_NAME = 100;

  public NewKey {
    scopes = scopes.map(Set::copyOf);
    if (scopes.filter(Set::isEmpty).isPresent()) {
      throw new IllegalArgumentException("a restricted key needs at least one scope");
    }
    if (name.codePointCount(0, name.length()) > MAX_NAME) {
      throw new IllegalArgumentException("a name has at most " + MAX_NAME + " characters");
    }
  }

  /**
   * With an id and a key of its own.
   *
   * @throws IllegalArgumentException when the scopes are none or the name is too long
   */
  public static NewKey make(
      ProjectId project,
      Mode mode,
      Optional<Set<Scope>> scopes,
      Optional<EndUserId> endUser,
      String name,
      Optional<Instant> expiresAt,
      Instant now) {
    SecureRandom random = new SecureRandom();
    return new NewKey(
        new KeyId(new IdGenerator(() -> now, random).next("key_")),
        ApiKey.generate(scopes.isPresent(), mode, random),
        project,
        mode,
        scopes,
        endUser,
        name,
        now,
        expiresAt);
  }

  /** All that its owner is told, the key too: this once. */
  public Map<String, @Nullable Object> described() {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("id", id.value());
    members.put("key", key.secret());
    members.put("project_id", project.value());
    members.put("mode", mode.text());
    members.put("end_user_id", endUser.map(EndUserId::value).orElse(null));
    members.put("scopes", Scope.texts(scopes.orElse(Set.of(Scope.values()))));
    members.put("name", name);
    members.put("created_at", WireTime.format(createdAt));
    members.put("expires_at", expiresAt.map(WireTime::format).orElse(null));
    return members;
  }
}
