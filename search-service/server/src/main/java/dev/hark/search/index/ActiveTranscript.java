package dev.hark.search.index;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The transcript that searches and look-ups are served from.
 *
 * @param completedAt {@code created_at} of the event that brought it
 * @param indexedAt when it became visible
 */
public record ActiveTranscript(
    TranscriptionId transcription,
    Generation generation,
    int chunks,
    @Nullable String language,
    @Nullable String provider,
    @Nullable Duration duration,
    Instant completedAt,
    Instant indexedAt) {}
