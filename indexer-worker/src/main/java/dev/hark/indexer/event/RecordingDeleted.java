package dev.hark.indexer.event;

import dev.hark.runtime.id.Ids.RecordingId;

/** A recording is gone for good. */
public record RecordingDeleted(Envelope envelope, RecordingId recording) implements RecordingEvent {
  @Override
  public EventType type() {
    return EventType.RECORDING_DELETED;
  }
}
