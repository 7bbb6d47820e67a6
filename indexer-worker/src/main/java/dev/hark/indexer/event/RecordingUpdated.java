package dev.hark.indexer.event;

import dev.hark.runtime.id.Ids.RecordingId;

/** Some of a recording's details changed. */
public record RecordingUpdated(Envelope envelope, RecordingId recording, RecordingDetails details)
    implements RecordingEvent {
  @Override
  public EventType type() {
    return EventType.RECORDING_UPDATED;
  }
}
