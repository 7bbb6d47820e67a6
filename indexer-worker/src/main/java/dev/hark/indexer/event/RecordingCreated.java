package dev.hark.indexer.event;

import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.id.Ids.RecordingId;

/** A recording is there; its transcription may follow. */
public record RecordingCreated(
    Envelope envelope, RecordingId recording, EndUserId endUser, RecordingDetails details)
    implements RecordingEvent {
  @Override
  public EventType type() {
    return EventType.RECORDING_CREATED;
  }
}
