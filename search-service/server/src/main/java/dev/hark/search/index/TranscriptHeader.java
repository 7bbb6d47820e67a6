package dev.hark.search.index;

import dev.hark.runtime.id.Ids.RecordingId;
import dev.hark.runtime.id.Ids.TranscriptionId;
import dev.hark.search.index.Change.RecordingDetails;
import dev.hark.search.index.Project.RecordingKey;
import dev.hark.search.index.Project.Tenant;
import org.jspecify.annotations.Nullable;

/**
 * What is said of a transcript before its chunks.
 *
 * @param chunks how many chunks will follow
 * @param model vector space of the chunks' embeddings
 */
public record TranscriptHeader(
    Tenant tenant,
    RecordingId recording,
    TranscriptionId transcription,
    Stamp stamp,
    RecordingDetails details,
    @Nullable String language,
    @Nullable String provider,
    int chunks,
    String model) {
  /** A transcript has at most 100,000 segments, and no chunk is empty. */
  private static final int MAX_CHUNKS = 1_000_000;

  public TranscriptHeader {
    if (chunks < 0 || chunks > MAX_CHUNKS) {
      throw new IllegalArgumentException("chunk_count must be 0 to 1,000,000, not " + chunks);
    }
  }

  /** Names this writing of the transcript. */
  public TranscriptIdentity identity() {
    RecordingKey key = new RecordingKey(tenant.project(), recording);
    return new TranscriptIdentity(
        tenant, recording, transcription, Generation.of(key, transcription, stamp, chunks, model));
  }

  /** Whose chunks these are and which writing of them; the same for all chunks of one stream. */
  public record TranscriptIdentity(
      Tenant tenant, RecordingId recording, TranscriptionId transcription, Generation generation) {
    /** The recording, over all projects. */
    public RecordingKey key() {
      return new RecordingKey(tenant.project(), recording);
    }
  }
}
