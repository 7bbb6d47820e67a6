package dev.hark.indexer.event;

/** A recording is there; its transcription may follow. */
public record RecordingCreated(
    Envelope envelope, RecordingId recording, EndUserId endUser, RecordingDetails details)
    implements RecordingEvent {
  @Override
  public EventType type() {
    return EventType.RECORDING_CREATED;
  }
}
