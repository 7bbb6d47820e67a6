package dev.hark.indexer.chunking;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What one speaker says without a break; a segment of a transcript.
 *
 * @param start from the recording's start
 * @param speaker null when unknown
 */
public record Turn(Duration start, Duration end, @Nullable String speaker, String text) {}
