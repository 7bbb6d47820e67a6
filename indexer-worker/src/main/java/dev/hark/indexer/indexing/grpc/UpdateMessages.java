package dev.hark.indexer.indexing.grpc;

import dev.hark.indexer.event.RecordingEvent.EndUserDeleted;
import dev.hark.indexer.event.RecordingEvent.RecordingDeleted;
import dev.hark.indexer.event.RecordingEvent.RecordingDetails;
import dev.hark.indexer.indexing.RecordingUpdate;
import dev.hark.indexer.indexing.RecordingUpdate.TranscriptionState;
import dev.hark.proto.search.v1.DeleteEndUserRequest;
import dev.hark.proto.search.v1.DeleteRecordingRequest;
import dev.hark.proto.search.v1.TranscriptionStatus;
import dev.hark.proto.search.v1.UpdateKind;
import dev.hark.proto.search.v1.UpdateRecordingRequest;
import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.id.Ids.TranscriptionId;

/** Changes without words as search-service's messages. */
final class UpdateMessages {
  private UpdateMessages() {}

  static UpdateRecordingRequest update(RecordingUpdate update) {
    UpdateRecordingRequest.Builder message =
        UpdateRecordingRequest.newBuilder()
            .setCaller(Messages.caller(update.envelope()))
            .setStamp(Messages.stamp(update.envelope()))
            .setRecordingId(update.recording().value())
            .setKind(kind(update.kind()));
    EndUserId endUser = update.endUser();
    if (endUser != null) {
      message.setEndUserId(endUser.value());
    }
    RecordingDetails details = update.details();
    if (details != null) {
      message.setDetails(Messages.details(details));
    }
    TranscriptionState transcription = update.transcription();
    if (transcription != null) {
      message.setTranscription(state(transcription));
    }
    return message.build();
  }

  static DeleteRecordingRequest delete(RecordingDeleted deletion) {
    return DeleteRecordingRequest.newBuilder()
        .setCaller(Messages.caller(deletion.envelope()))
        .setStamp(Messages.stamp(deletion.envelope()))
        .setRecordingId(deletion.recording().value())
        .build();
  }

  static DeleteEndUserRequest delete(EndUserDeleted deletion) {
    return DeleteEndUserRequest.newBuilder()
        .setCaller(Messages.caller(deletion.envelope()))
        .setStamp(Messages.stamp(deletion.envelope()))
        .setEndUserId(deletion.endUser().value())
        .build();
  }

  private static UpdateKind kind(RecordingUpdate.Kind kind) {
    return switch (kind) {
      case CREATED -> UpdateKind.UPDATE_KIND_CREATED;
      case UPDATED -> UpdateKind.UPDATE_KIND_UPDATED;
      case TRANSCRIPTION_STARTED -> UpdateKind.UPDATE_KIND_TRANSCRIPTION_STARTED;
      case TRANSCRIPTION_FAILED -> UpdateKind.UPDATE_KIND_TRANSCRIPTION_FAILED;
    };
  }

  private static dev.hark.proto.search.v1.TranscriptionState state(TranscriptionState state) {
    var message = dev.hark.proto.search.v1.TranscriptionState.newBuilder();
    return switch (state) {
      case TranscriptionState.Processing processing ->
          message
              .setTranscriptionId(processing.transcription().value())
              .setStatus(TranscriptionStatus.TRANSCRIPTION_STATUS_PROCESSING)
              .build();
      case TranscriptionState.Failed failed -> {
        TranscriptionId id = failed.transcription();
        yield message
            .setTranscriptionId(id == null ? "" : id.value())
            .setStatus(TranscriptionStatus.TRANSCRIPTION_STATUS_FAILED)
            .setErrorCode(failed.code())
            .setErrorMessage(failed.message())
            .build();
      }
    };
  }
}
