package dev.hark.search.grpc;

import dev.hark.proto.search.v1.EventStamp;
import dev.hark.proto.search.v1.RecordingDetails;
import dev.hark.proto.search.v1.TranscriptionState;
import dev.hark.proto.search.v1.UpdateKind;
import dev.hark.proto.search.v1.UpdateRecordingRequest;
import dev.hark.search.index.Change;
import dev.hark.search.index.Change.TranscriptionNews;
import dev.hark.search.index.Ids.EndUserId;
import dev.hark.search.index.Ids.EventId;
import dev.hark.search.index.Ids.TranscriptionId;
import dev.hark.search.index.IndexFailure.UnacceptableException;
import dev.hark.search.index.Stamp;
import dev.hark.search.index.Stamp.EventKind;
import dev.hark.search.index.TranscriptionRegisters.TranscriptionStatus;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reads what an event says. */
final class Changes {
  private Changes() {}

  static Change change(UpdateRecordingRequest request) {
    return Change.update(
        stamp(request.getStamp(), kind(request.getKind())),
        Field.optional("end_user_id", request.getEndUserId(), EndUserId::new),
        details(request.getDetails()),
        request.hasTranscription() ? news(request.getTranscription()) : null);
  }

  static Stamp stamp(EventStamp stamp, EventKind kind) {
    if (!stamp.hasCreatedAt()) {
      throw UnacceptableException.field("stamp.created_at", "is required");
    }
    EventId event = Field.parse("stamp.event_id", stamp.getEventId(), EventId::new);
    Instant at = Field.time("stamp.created_at", stamp.getCreatedAt());
    return Field.check("stamp", () -> new Stamp(at, kind, event));
  }

  private static EventKind kind(UpdateKind kind) {
    return switch (kind) {
      case UPDATE_KIND_CREATED -> EventKind.CREATED;
      case UPDATE_KIND_UPDATED -> EventKind.UPDATED;
      case UPDATE_KIND_TRANSCRIPTION_STARTED -> EventKind.TRANSCRIPTION_STARTED;
      case UPDATE_KIND_TRANSCRIPTION_FAILED -> EventKind.TRANSCRIPTION_FAILED;
      case UPDATE_KIND_UNSPECIFIED, UNRECOGNIZED ->
          throw UnacceptableException.field("kind", "is required");
    };
  }

  static dev.hark.search.index.Change.RecordingDetails details(RecordingDetails details) {
    String title = details.hasTitle() ? details.getTitle() : null;
    Instant recordedAt =
        details.hasRecordedAt() ? Field.time("details.recorded_at", details.getRecordedAt()) : null;
    Duration duration = details.hasDurationMs() ? Duration.ofMillis(details.getDurationMs()) : null;
    return Field.check(
        "details",
        () ->
            new dev.hark.search.index.Change.RecordingDetails(
                title, recordedAt, duration, metadata(details)));
  }

  private static @Nullable String metadata(RecordingDetails details) {
    return details.hasMetadataJson() ? details.getMetadataJson() : null;
  }

  private static TranscriptionNews news(TranscriptionState state) {
    TranscriptionId id =
        Field.optional(
            "transcription.transcription_id", state.getTranscriptionId(), TranscriptionId::new);
    return new TranscriptionNews(
        id, status(state), emptyToNull(state.getErrorCode()), emptyToNull(state.getErrorMessage()));
  }

  private static TranscriptionStatus status(TranscriptionState state) {
    return switch (state.getStatus()) {
      case TRANSCRIPTION_STATUS_PROCESSING -> TranscriptionStatus.PROCESSING;
      case TRANSCRIPTION_STATUS_FAILED -> TranscriptionStatus.FAILED;
      case TRANSCRIPTION_STATUS_PENDING,
          TRANSCRIPTION_STATUS_COMPLETED,
          TRANSCRIPTION_STATUS_UNSPECIFIED,
          UNRECOGNIZED ->
          throw UnacceptableException.field(
              "transcription.status", "must be processing or failed, not " + state.getStatus());
    };
  }

  static @Nullable String emptyToNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
