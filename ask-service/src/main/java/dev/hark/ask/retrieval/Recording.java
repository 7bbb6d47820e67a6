package dev.hark.ask.retrieval;

import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.id.Ids.RecordingId;

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
}
