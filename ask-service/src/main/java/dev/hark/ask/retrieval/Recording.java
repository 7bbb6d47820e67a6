package dev.hark.ask.retrieval;

import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.id.Ids.RecordingId;
import java.time.Instant;
import java.util.Optional;

/**
 * A recording as the index knows it.
 *
 * @param status of its latest transcription
 * @param searchable whether its words, of this or an older transcription, can be found
 */
public record Recording(
    RecordingLabel label, EndUserId owner, TranscriptionStatus status, boolean searchable) {
  public RecordingId id() {
    return label.id();
  }

  /** What a reader is told about the recording that words are from. */
  public record RecordingLabel(
      RecordingId id, Optional<String> title, Optional<Instant> recordedAt) {}

  /** How far a recording's transcription is. */
  public enum TranscriptionStatus {
    /** There is none yet. */
    PENDING,
    PROCESSING,
    COMPLETED,
    FAILED
  }
}
