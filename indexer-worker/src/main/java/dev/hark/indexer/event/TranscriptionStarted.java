package dev.hark.indexer.event;

/** A transcription is running. */
public record TranscriptionStarted(
    Envelope envelope, RecordingId recording, TranscriptionId transcription)
    implements RecordingEvent {
  @Override
  public EventType type() {
    return EventType.TRANSCRIPTION_STARTED;
  }
}
