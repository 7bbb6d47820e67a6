package dev.hark.indexer.event;

import dev.hark.indexer.event.RecordingEvent.EndUserDeleted;
import dev.hark.indexer.event.RecordingEvent.Envelope;
import dev.hark.indexer.event.RecordingEvent.RecordingCreated;
import dev.hark.indexer.event.RecordingEvent.RecordingDeleted;
import dev.hark.indexer.event.RecordingEvent.RecordingUpdated;
import dev.hark.indexer.event.RecordingEvent.TranscriptionCompleted;
import dev.hark.indexer.event.RecordingEvent.TranscriptionFailed;
import dev.hark.indexer.event.RecordingEvent.TranscriptionStarted;
import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.id.Ids.EventId;
import dev.hark.runtime.id.Ids.ProjectId;
import dev.hark.runtime.id.Ids.RecordingId;
import dev.hark.runtime.id.Ids.TranscriptionId;
import dev.hark.runtime.id.Mode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What an event is about; null for what could not be read or is not in form. */
public record Subject(
    @Nullable EventType type,
    @Nullable EventId id,
    @Nullable Instant createdAt,
    @Nullable ProjectId project,
    @Nullable Mode mode,
    @Nullable RecordingId recording,
    @Nullable TranscriptionId transcription,
    @Nullable EndUserId endUser) {

  /** Of an event of which nothing could be read. */
  public static final Subject UNKNOWN = new Subject(null, null, null, null, null, null, null, null);

  public static Subject of(RecordingEvent event) {
    return switch (event) {
      case RecordingCreated e -> of(e, e.recording(), null, e.endUser());
      case RecordingUpdated e -> of(e, e.recording(), null, null);
      case TranscriptionStarted e -> of(e, e.recording(), e.transcription(), null);
      case TranscriptionCompleted e -> of(e, e.recording(), e.transcription(), e.endUser());
      case TranscriptionFailed e -> of(e, e.recording(), e.transcription(), null);
      case RecordingDeleted e -> of(e, e.recording(), null, null);
      case EndUserDeleted e -> of(e, null, null, e.endUser());
    };
  }

  private static Subject of(
      RecordingEvent event,
      @Nullable RecordingId recording,
      @Nullable TranscriptionId transcription,
      @Nullable EndUserId endUser) {
    Envelope envelope = event.envelope();
    return new Subject(
        event.type(),
        envelope.id(),
        envelope.createdAt(),
        envelope.project(),
        envelope.mode(),
        recording,
        transcription,
        endUser);
  }
}
