package dev.hark.search.index;

import dev.hark.search.index.IndexFailure.IndexUnavailableException;
import dev.hark.search.index.IndexFailure.UnacceptableException;
import dev.hark.search.index.Project.RecordingKey;
import dev.hark.search.index.Project.Tenant;
import dev.hark.search.index.TranscriptHeader.TranscriptIdentity;
import java.util.List;

/**
 * The chunks of all transcripts. A chunk never changes: a new transcript has new ones.
 *
 * <p>Safe for many threads. Failures are {@link IndexUnavailableException} (what may pass, after
 * retries of what is worth it) and {@link UnacceptableException} (what the store rejects for good).
 */
public interface ChunkIndex {
  /** What is known of the attempts at a write that has succeeded. */
  enum Attempts {
    ALL_ENDED,
    /** One got no answer: the store may take it up late, and write the same once more. */
    ONE_OPEN
  }

  /** Writes chunks; those that are there already are written again. Not visible at once. */
  Attempts write(TranscriptIdentity identity, List<ChunkInContext> chunks);

  /**
   * Writes a transcript's last chunks, and makes all that were written before visible with them.
   */
  Attempts writeLast(TranscriptIdentity identity, List<ChunkInContext> chunks);

  /** How many chunks of this transcript are visible. */
  long countVisible(TranscriptIdentity identity);

  /** Removes chunks for good; when this returns none of them is left. How many there were. */
  long remove(ObsoleteChunks obsolete);

  /** The same of those alone that are visible; the others are passed over as before. */
  void removeVisible(ObsoleteChunks obsolete);

  /**
   * A chunk with all that it is found by.
   *
   * @param embedding the chunk's own, leaning towards those of its neighbours
   * @param spoken words of the chunk and of who speaks, as they are found, with spaces between them
   * @param surroundings the same of the chunk and of those around it
   * @param repeated whether a chunk before it in the transcript has the same wording; no search
   *     finds it then
   */
  record ChunkInContext(
      Chunk chunk,
      Embedding embedding,
      String spoken,
      String surroundings,
      Wording wording,
      boolean repeated) {}

  /** Chunks that nothing may find any more. */
  sealed interface ObsoleteChunks {
    /** All of a recording that is deleted. */
    record OfRecording(RecordingKey recording) implements ObsoleteChunks {}

    /** All of an end user who is erased. */
    record OfEndUser(Tenant tenant) implements ObsoleteChunks {}

    /** What a stream wrote that lost. */
    record OfGeneration(RecordingKey recording, Generation generation) implements ObsoleteChunks {}

    /** What the active generation has replaced. Newer ones may still be on their way: they stay. */
    record ReplacedBy(RecordingKey recording, Generation active) implements ObsoleteChunks {}
  }
}
