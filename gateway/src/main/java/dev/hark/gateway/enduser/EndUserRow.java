package dev.hark.gateway.enduser;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code end_users}.
 *
 * @param metadata a JSON object
 */
@MappedEntity("end_users")
record EndUserRow(
    @Id String id,
    @Nullable String externalId,
    @Nullable String name,
    @Nullable String email,
    @Nullable String timeZone,
    @Nullable String metadata,
    Instant createdAt,
    Instant updatedAt) {}
