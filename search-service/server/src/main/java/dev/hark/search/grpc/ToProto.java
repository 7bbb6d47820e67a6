package dev.hark.search.grpc;

import dev.hark.proto.search.v1.CountRecordingsResponse;
import dev.hark.proto.search.v1.EndUser;
import dev.hark.proto.search.v1.FindMentionsResponse;
import dev.hark.proto.search.v1.FoundChunk;
import dev.hark.proto.search.v1.Recording;
import dev.hark.proto.search.v1.Removed;
import dev.hark.proto.search.v1.Segment;
import dev.hark.proto.search.v1.TranscriptionStatus;
import dev.hark.proto.search.v1.WriteResult;
import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.rpc.RpcTime;
import dev.hark.search.index.Change.WriteOutcome;
import dev.hark.search.index.Chunk;
import dev.hark.search.index.DetailRegisters;
import dev.hark.search.index.Erase;
import dev.hark.search.index.RecordingState;
import dev.hark.search.index.SpeakerNames;
import dev.hark.search.index.Stamp.Register;
import dev.hark.search.query.FindMentions;
import dev.hark.search.query.RecordingDirectory.Owned;
import dev.hark.search.query.RecordingOverview;
import dev.hark.search.query.Transcription;
import io.grpc.Status;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What is answered, as messages. */
final class ToProto {
  private ToProto() {}

  static EndUser endUser(EndUserId id, Owned owned) {
    EndUser.Builder endUser =
        EndUser.newBuilder()
            .setEndUserId(id.value())
            .setRecordings(owned.recordings())
            .setFirstBeingWritten(owned.firstBeingWritten());
    owned.since().ifPresent(since -> endUser.setCreatedAt(RpcTime.of(since)));
    return endUser.build();
  }

  static FoundChunk found(dev.hark.search.query.SearchChunks.FoundChunk found) {
    Chunk chunk = found.chunk();
    FoundChunk.Builder message =
        FoundChunk.newBuilder()
            .setChunkId(chunk.id().value())
            .setRecordingId(found.recording().value())
            .setTranscriptionId(found.transcription().value())
            .setOrdinal(chunk.ordinal())
            .setText(chunk.text())
            .setStartMs(chunk.start().toMillis())
            .setEndMs(chunk.end().toMillis())
            .setScore(found.score())
            .setMatchCount(found.matches());
    ifPresent(found.names().shown(chunk), message::setSpeaker);
    ifPresent(found.recordingTitle(), message::setRecordingTitle);
    ifPresent(found.recordedAt(), at -> message.setRecordedAt(RpcTime.of(at)));
    chunk.segments().forEach(part -> message.addSegments(segment(part.segment(), found.names())));
    return message.build();
  }

  /** Wherever words are told, their speaker is shown here. */
  static Segment segment(dev.hark.search.index.Chunk.Segment segment, SpeakerNames names) {
    Segment.Builder message =
        Segment.newBuilder()
            .setStartMs(segment.start().toMillis())
            .setEndMs(segment.end().toMillis())
            .setText(segment.text());
    String label = segment.speaker();
    String shown = names.shown(label);
    ifPresent(shown, message::setSpeaker);
    if (!Objects.equals(label, shown)) {
      ifPresent(label, message::setSpeakerLabel);
    }
    return message.build();
  }

  static Recording recording(RecordingState state) {
    DetailRegisters details = state.details();
    Recording.Builder message =
        Recording.newBuilder()
            .setRecordingId(state.key().recording().value())
            .setStatus(status(state.status()))
            .setCreatedAt(RpcTime.of(state.createdAt()))
            .setUpdatedAt(RpcTime.of(state.updatedAt()));
    EndUserId owner = state.owner();
    ifPresent(owner, id -> message.setEndUserId(id.value()));
    ifPresent(Register.valueOf(details.title()), message::setTitle);
    ifPresent(Register.valueOf(details.recordedAt()), at -> message.setRecordedAt(RpcTime.of(at)));
    ifPresent(state.duration(), length -> message.setDurationMs(length.toMillis()));
    ifPresent(Register.valueOf(details.metadata()), message::setMetadataJson);
    ifPresent(Register.valueOf(details.externalId()), message::setExternalId);
    ifPresent(Register.valueOf(details.tags()), message::addAllTags);
    ifPresent(Register.valueOf(details.audioUrl()), message::setAudioUrl);
    message.putAllSpeakers(state.speakers().byLabel());
    ifPresent(state.transcription(), id -> message.setTranscriptionId(id.value()));
    state
        .active()
        .ifPresent(
            active ->
                message
                    .setSearchableTranscriptionId(active.transcription().value())
                    .setIndexedAt(RpcTime.of(active.indexedAt())));
    return message.build();
  }

  static dev.hark.proto.search.v1.Transcription transcription(Transcription transcription) {
    var message =
        dev.hark.proto.search.v1.Transcription.newBuilder()
            .setTranscriptionId(transcription.id().value())
            .setRecordingId(transcription.recording().value())
            .setStatus(status(transcription.status()))
            .setCreatedAt(RpcTime.of(transcription.createdAt()))
            .setUpdatedAt(RpcTime.of(transcription.updatedAt()));
    ifPresent(transcription.errorCode(), message::setErrorCode);
    ifPresent(transcription.errorMessage(), message::setErrorMessage);
    ifPresent(transcription.language(), message::setLanguage);
    ifPresent(transcription.provider(), message::setProvider);
    Duration duration = transcription.duration();
    ifPresent(duration, length -> message.setDurationMs(length.toMillis()));
    ifPresent(transcription.completedAt(), at -> message.setCompletedAt(RpcTime.of(at)));
    return message.build();
  }

  static TranscriptionStatus status(
      dev.hark.search.index.RecordingState.TranscriptionStatus status) {
    return switch (status) {
      case PENDING -> TranscriptionStatus.TRANSCRIPTION_STATUS_PENDING;
      case PROCESSING -> TranscriptionStatus.TRANSCRIPTION_STATUS_PROCESSING;
      case COMPLETED -> TranscriptionStatus.TRANSCRIPTION_STATUS_COMPLETED;
      case FAILED -> TranscriptionStatus.TRANSCRIPTION_STATUS_FAILED;
    };
  }

  static FindMentionsResponse mentions(FindMentions.Found found) {
    FindMentionsResponse.Builder response =
        FindMentionsResponse.newBuilder()
            .setMoments(found.moments())
            .setRecordings(found.recordings());
    found.chunks().forEach(chunk -> response.addChunks(found(chunk)));
    return response.build();
  }

  static CountRecordingsResponse counts(RecordingOverview.Counts counts) {
    return CountRecordingsResponse.newBuilder()
        .setInScope(counts.all())
        .setSearched(counts.searched())
        .setPending(counts.pending())
        .setFailed(counts.failed())
        .setUndated(counts.undated())
        .setOutside(counts.outside())
        .build();
  }

  static Removed removed(Erase.Removed removed) {
    return Removed.newBuilder()
        .setRecordings(removed.recordings())
        .setChunks(removed.chunks())
        .build();
  }

  static <T> void ifPresent(@Nullable T value, Consumer<T> setter) {
    if (value != null) {
      setter.accept(value);
    }
  }

  /** What came of a write; what can never be taken is a failure. */
  static WriteResult result(WriteOutcome outcome) {
    return switch (outcome) {
      case WriteOutcome.Applied applied -> WriteResult.WRITE_RESULT_APPLIED;
      case WriteOutcome.Stale stale -> WriteResult.WRITE_RESULT_STALE;
      case WriteOutcome.Deleted deleted -> WriteResult.WRITE_RESULT_DELETED;
      case WriteOutcome.ForeignOwner foreign ->
          throw Status.FAILED_PRECONDITION
              .withDescription(
                  "end_user_id: %s is another end user's recording, not %s's"
                      .formatted(foreign.recording(), foreign.named()))
              .asRuntimeException();
      case WriteOutcome.ForeignTranscription foreign ->
          throw Status.FAILED_PRECONDITION
              .withDescription(
                  "transcription_id: %s is another recording's, not %s's"
                      .formatted(foreign.named(), foreign.recording()))
              .asRuntimeException();
    };
  }
}
