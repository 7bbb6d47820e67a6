package dev.hark.indexer.indexing;

import dev.hark.indexer.event.TranscriptionCompleted;

/**
 * What is said of a transcript before its chunks.
 *
 * @param embeddingModel the vector space of the chunks
 */
public record TranscriptHeader(
    TranscriptionCompleted event, int chunkCount, String embeddingModel) {}
