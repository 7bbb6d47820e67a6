package dev.hark.search.index;

/** Whose chunks these are and which writing of them; the same for all chunks of one stream. */
public record TranscriptIdentity(
    Tenant tenant, RecordingId recording, TranscriptionId transcription, Generation generation) {
  /** The recording, over all projects. */
  public RecordingKey key() {
    return new RecordingKey(tenant.project(), recording);
  }
}
