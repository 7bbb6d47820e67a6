package dev.hark.indexer.indexing;

import dev.hark.indexer.event.RecordingEvent.EndUserDeleted;
import dev.hark.indexer.event.RecordingEvent.RecordingDeleted;
import dev.hark.indexer.event.RecordingEvent.TranscriptionCompleted;
import java.util.Iterator;

/**
 * The index, as the worker may change it. Every call can be repeated and may come in any order; the
 * effect is durable when it returns. Safe for use by many threads.
 */
public interface RecordingIndex {
  /**
   * What would come of a transcript whose words are not there yet: indexed when they are wanted.
   *
   * @param header whatever its number of chunks
   */
  Result check(TranscriptHeader header);

  /**
   * Makes a transcript the searchable one of its recording. Takes chunks only as fast as it can
   * pass them on, and none any more once the outcome is known; what the iterator throws ends the
   * call without effect and comes out again.
   */
  Result replaceTranscript(TranscriptHeader header, Iterator<EmbeddedChunk> chunks);

  Result update(RecordingUpdate update);

  Result delete(RecordingDeleted deletion);

  Result delete(EndUserDeleted deletion);

  /**
   * What is said of a transcript before its chunks.
   *
   * @param embeddingModel the vector space of the chunks
   */
  record TranscriptHeader(TranscriptionCompleted event, int chunkCount, String embeddingModel) {}
}
