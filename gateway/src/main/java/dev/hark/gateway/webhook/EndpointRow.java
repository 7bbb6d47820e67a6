package dev.hark.gateway.webhook;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code webhook_endpoints}.
 *
 * @param secret as {@link Secrets} keeps it
 * @param rotation of the request that made the secret
 */
@MappedEntity(value = "webhook_endpoints", schema = "gateway")
@SuppressWarnings("ArrayRecordComponent") // As the library reads text[]; nobody compares rows.
record EndpointRow(
    @Id String id,
    String projectId,
    String mode,
    String url,
    String[] events,
    @Nullable String description,
    boolean enabled,
    String secret,
    @Nullable String previousSecret,
    @Nullable Instant previousUntil,
    String rotation,
    @Nullable Instant failingSince,
    @Nullable Instant disabledAt,
    Instant createdAt,
    Instant updatedAt) {}
