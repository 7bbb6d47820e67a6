package dev.hark.indexer.event;

/** A recording is gone for good. */
public record RecordingDeleted(Envelope envelope, RecordingId recording) implements RecordingEvent {
  @Override
  public EventType type() {
    return EventType.RECORDING_DELETED;
  }
}
