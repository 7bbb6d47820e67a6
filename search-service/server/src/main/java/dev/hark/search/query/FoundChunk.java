package dev.hark.search.query;

import dev.hark.search.index.Chunk;
import dev.hark.search.index.Ids.RecordingId;
import dev.hark.search.index.Ids.TranscriptionId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A chunk that a search found, with what its recording says at this moment. */
public record FoundChunk(
    RecordingId recording,
    TranscriptionId transcription,
    Chunk chunk,
    @Nullable String recordingTitle,
    @Nullable Instant recordedAt,
    double score) {}
