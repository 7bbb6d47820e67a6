package dev.hark.indexer.event;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an event says of a recording besides its words; what it does not say is null and stays as it
 * was.
 *
 * @param metadataJson the client's own JSON object, byte for byte as it came
 */
public record RecordingDetails(
    @Nullable String title,
    @Nullable Instant recordedAt,
    @Nullable Duration duration,
    @Nullable String metadataJson) {}
