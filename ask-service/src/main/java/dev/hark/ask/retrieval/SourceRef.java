package dev.hark.ask.retrieval;

import dev.hark.runtime.id.Ids.ChunkId;
import dev.hark.runtime.id.Ids.RecordingId;

/**
 * A chunk that an answer was made from: where it is, and how well it fitted.
 *
 * @param ordinal place in its transcription
 * @param score at least 0 and finite; comparable within one answer only
 */
public record SourceRef(ChunkId chunk, RecordingId recording, int ordinal, double score) {}
