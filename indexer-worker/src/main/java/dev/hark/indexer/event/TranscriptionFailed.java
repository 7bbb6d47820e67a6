package dev.hark.indexer.event;

import dev.hark.runtime.id.Ids.RecordingId;
import dev.hark.runtime.id.Ids.TranscriptionId;

/** A transcription has failed, and why in the transcription system's words. */
public record TranscriptionFailed(
    Envelope envelope,
    RecordingId recording,
    TranscriptionId transcription,
    String errorCode,
    String errorMessage)
    implements RecordingEvent {
  @Override
  public EventType type() {
    return EventType.TRANSCRIPTION_FAILED;
  }
}
