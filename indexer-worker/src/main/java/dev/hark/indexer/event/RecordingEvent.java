package dev.hark.indexer.event;

import dev.hark.indexer.event.Segment.Words;
import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.id.Ids.EventId;
import dev.hark.runtime.id.Ids.ProjectId;
import dev.hark.runtime.id.Ids.RecordingId;
import dev.hark.runtime.id.Ids.TranscriptionId;
import dev.hark.runtime.id.Mode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Something that happened to a recording or to an end user, checked against the contract. */
public sealed interface RecordingEvent {

  Envelope envelope();

  EventType type();

  /** An end user and all their recordings are gone for good. */
  record EndUserDeleted(Envelope envelope, EndUserId endUser) implements RecordingEvent {
    @Override
    public EventType type() {
      return EventType.END_USER_DELETED;
    }
  }

  /** A recording is there; its transcription may follow. */
  record RecordingCreated(
      Envelope envelope, RecordingId recording, EndUserId endUser, RecordingDetails details)
      implements RecordingEvent {
    @Override
    public EventType type() {
      return EventType.RECORDING_CREATED;
    }
  }

  /** A recording is gone for good. */
  record RecordingDeleted(Envelope envelope, RecordingId recording) implements RecordingEvent {
    @Override
    public EventType type() {
      return EventType.RECORDING_DELETED;
    }
  }

  /** Some of a recording's details changed. */
  record RecordingUpdated(Envelope envelope, RecordingId recording, RecordingDetails details)
      implements RecordingEvent {
    @Override
    public EventType type() {
      return EventType.RECORDING_UPDATED;
    }
  }

  /** A transcription is there and replaces the recording's earlier one. */
  record TranscriptionCompleted(
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

  /** A transcription has failed, and why in the transcription system's words. */
  record TranscriptionFailed(
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

  /** A transcription is running. */
  record TranscriptionStarted(
      Envelope envelope, RecordingId recording, TranscriptionId transcription)
      implements RecordingEvent {
    @Override
    public EventType type() {
      return EventType.TRANSCRIPTION_STARTED;
    }
  }

  /**
   * What every event says of itself.
   *
   * @param createdAt when it happened, in milliseconds; of two events about the same thing the
   *     later wins, whatever the order in which they arrive
   */
  record Envelope(EventId id, Instant createdAt, ProjectId project, Mode mode) {}

  /**
   * What an event says of a recording besides its words; what it does not say is null and stays as
   * it was.
   *
   * @param metadataJson the client's own JSON object, byte for byte as it came
   * @param externalId the client's own id of it
   * @param speakers names of those that the transcript labels, by label; an empty one takes the
   *     name back, and a label that is left out keeps its own
   */
  record RecordingDetails(
      @Nullable String title,
      @Nullable Instant recordedAt,
      @Nullable Duration duration,
      @Nullable String metadataJson,
      @Nullable String externalId,
      @Nullable List<String> tags,
      @Nullable String audioUrl,
      Map<String, String> speakers) {
    public RecordingDetails {
      speakers = Map.copyOf(speakers);
    }
  }
}
