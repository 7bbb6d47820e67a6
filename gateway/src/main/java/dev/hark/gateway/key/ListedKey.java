package dev.hark.gateway.key;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A key as its owner sees it later: never the key itself.
 *
 * @param shown its first characters
 */
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
