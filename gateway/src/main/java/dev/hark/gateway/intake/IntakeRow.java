package dev.hark.gateway.intake;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code intakes}: what a client's own id of a recording stands for.
 *
 * @param contentHash of the file that was sent last; hex
 * @param createdAt when that one came: the time of its event
 * @param acceptedAt since when the broker has its event; null before
 */
@MappedEntity("intakes")
record IntakeRow(
    @Id String recordingId,
    String transcriptionId,
    String contentHash,
    Instant createdAt,
    @Nullable Instant acceptedAt) {}
