package dev.hark.gateway.key;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A key as its owner sees it later: never the key itself.
 *
 * @param shown its first characters
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonPropertyOrder({
  "id",
  "project_id",
  "mode",
  "shown",
  "name",
  "scopes",
  "end_user_id",
  "created_at",
  "expires_at",
  "revoked_at",
  "last_used_at"
})
public record ListedKey(
    String id,
    String projectId,
    String mode,
    String shown,
    String name,
    List<String> scopes,
    @Nullable String endUserId,
    @Nullable String createdAt,
    @Nullable String expiresAt,
    @Nullable String revokedAt,
    @Nullable String lastUsedAt) {}
