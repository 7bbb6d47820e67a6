package dev.hark.search.index;

import dev.hark.search.index.IndexFailure.IndexUnavailableException;
import dev.hark.search.index.IndexFailure.UnacceptableException;
import dev.hark.search.index.Project.RecordingKey;
import dev.hark.search.index.Project.Tenant;
import dev.hark.search.index.TranscriptHeader.TranscriptIdentity;
import java.util.List;
import java.util.Optional;

/**
 * The chunks of all transcripts. A chunk never changes: a new transcript has new ones.
 *
 * <p>Safe for many threads. Failures are {@link IndexUnavailableException} (what may pass, after
 * retries of what is worth it) and {@link UnacceptableException} (what the store rejects for good).
 */
public interface ChunkIndex {
  /**
   * Chunks that are written by one request; those that are there already are written again.
   *
   * @param claim whether the transcription id is to become the recording's with them
   * @param last whether they and all that were written before become visible with it
   */
  record Batch(List<ChunkInContext> chunks, boolean claim, boolean last) {
    public Batch {
      chunks = List.copyOf(chunks);
    }
  }

  /**
   * What is known of a write that has succeeded.
   *
   * @param mayLandLate whether an attempt got no answer: the store may take it up late, and write
   *     the same once more
   * @param claimFailed whether the transcription id was somebody's before, perhaps this recording's
   */
  record Written(boolean mayLandLate, boolean claimFailed) {}

  Written write(TranscriptIdentity identity, Batch batch);

  /** What searches see of a recording before it is switched to this transcript. */
  Visible look(TranscriptIdentity identity);

  /**
   * What is visible of a recording.
   *
   * @param chunks how many there are of the transcript
   * @param replaced chunks that nothing may find once the transcript is the active one
   * @param more whether there are more of these
   */
  record Visible(long chunks, List<StoredChunk> replaced, boolean more) {
    public Visible {
      replaced = List.copyOf(replaced);
    }
  }

  /** A chunk by what the store knows it by. */
  record StoredChunk(String id, String routing) {}

  /**
   * Ends the writing of a transcript: removes chunks, gives the lease back and then looks once
   * more, all in one request.
   *
   * @return whether the end user is erased
   */
  boolean finish(Tenant tenant, List<StoredChunk> replaced, Optional<WriterLeases.Entry> lease);

  /** Removes chunks for good; when this returns none of them is left. How many there were. */
  long remove(ObsoleteChunks obsolete);

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
