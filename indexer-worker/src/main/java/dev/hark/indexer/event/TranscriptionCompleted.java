package dev.hark.indexer.event;

import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.id.Ids.RecordingId;
import dev.hark.runtime.id.Ids.TranscriptionId;
import org.jspecify.annotations.Nullable;

/** A transcription is there and replaces the recording's earlier one. */
public record TranscriptionCompleted(
    Envelope envelope,
    RecordingId recording,
    TranscriptionId transcription,
    EndUserId endUser,
    RecordingDetails details,
    @Nullable String language,
    @Nullable String provider,
    Words words)
    implements RecordingEvent {
  @Override
  public EventType type() {
    return EventType.TRANSCRIPTION_COMPLETED;
  }
}
