package dev.hark.indexer.event;

import dev.hark.runtime.id.Ids.RecordingId;
import dev.hark.runtime.id.Ids.TranscriptionId;

/** A transcription is running. */
public record TranscriptionStarted(
    Envelope envelope, RecordingId recording, TranscriptionId transcription)
    implements RecordingEvent {
  @Override
  public EventType type() {
    return EventType.TRANSCRIPTION_STARTED;
  }
}
