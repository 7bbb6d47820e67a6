package dev.hark.gateway.rpc;

import dev.hark.gateway.error.FailureException;
import dev.hark.proto.search.v1.EventStamp;
import dev.hark.proto.search.v1.GetRecordingRequest;
import dev.hark.proto.search.v1.IndexServiceGrpc;
import dev.hark.proto.search.v1.ListRecordingsRequest;
import dev.hark.proto.search.v1.RecordingDetails;
import dev.hark.proto.search.v1.SearchServiceGrpc;
import dev.hark.proto.search.v1.Tags;
import dev.hark.proto.search.v1.TranscriptionState;
import dev.hark.proto.search.v1.TranscriptionStatus;
import dev.hark.proto.search.v1.UpdateKind;
import dev.hark.proto.search.v1.UpdateRecordingRequest;
import dev.hark.proto.search.v1.WriteResult;
import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.id.Ids.RecordingId;
import dev.hark.runtime.id.Ids.TranscriptionId;
import dev.hark.runtime.rpc.CallerMessage;
import dev.hark.runtime.rpc.InternalConfiguration;
import dev.hark.runtime.rpc.RpcTime;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusException;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * Tells the index what the worker will tell it again by an event: that a transcript is on its way,
 * or what is said of a recording anew. So look-ups know of it at once.
 */
@Singleton
public final class IntakeClient {
  /** That of a request is over when a long transcript was sent and read. */
  private static final Duration TIME = Duration.ofSeconds(5);

  private final ManagedChannel channel;

  IntakeClient(@Named(ServiceChannels.SEARCH_SERVICE) ManagedChannel channel) {
    this.channel = channel;
  }

  /** What the index made of it. */
  public enum Answer {
    TAKEN,
    /** The recording, or its end user, was deleted. */
    DELETED,
    /** The recording, or the transcription, is somebody else's. */
    FOREIGN
  }

  /** What is said of the recording; what is empty stays as it is. */
  public record Begun(
      EndUserId owner,
      TranscriptionId transcription,
      Instant at,
      Optional<String> externalId,
      Optional<String> title,
      Optional<Instant> recordedAt,
      OptionalLong durationMs,
      Optional<String> metadataJson,
      Optional<List<String>> tags,
      Optional<String> audioUrl) {}

  /**
   * Shows the transcription as processing; the same again changes nothing.
   *
   * @param event of the transcript itself, which comes after this
   * @throws FailureException when the index cannot be asked
   */
  public Answer begin(Call call, RecordingId recording, String event, Begun begun) {
    UpdateRecordingRequest request =
        UpdateRecordingRequest.newBuilder()
            .setCaller(CallerMessage.of(call.caller()))
            .setStamp(
                EventStamp.newBuilder().setEventId(event).setCreatedAt(RpcTime.of(begun.at())))
            .setRecordingId(recording.value())
            .setEndUserId(begun.owner().value())
            .setDetails(details(begun))
            .setTranscription(
                TranscriptionState.newBuilder()
                    .setTranscriptionId(begun.transcription().value())
                    .setStatus(TranscriptionStatus.TRANSCRIPTION_STATUS_PROCESSING))
            .setKind(UpdateKind.UPDATE_KIND_TRANSCRIPTION_STARTED)
            .build();
    try {
      WriteResult result =
          IndexServiceGrpc.newBlockingV2Stub(channel)
              .withDeadlineAfter(TIME.toNanos(), TimeUnit.NANOSECONDS)
              .updateRecording(request)
              .getResult();
      return result == WriteResult.WRITE_RESULT_DELETED ? Answer.DELETED : Answer.TAKEN;
    } catch (StatusException e) {
      if (e.getStatus().getCode() == Status.Code.FAILED_PRECONDITION) {
        return Answer.FOREIGN;
      }
      InternalConfiguration.reconnect(channel);
      throw RpcFailures.of(e.getStatus(), call);
    }
  }

  /**
   * Says something of a recording that is there; the event of the same id and time changes nothing
   * then.
   *
   * @return whether it was not deleted since
   * @throws FailureException when the index cannot be asked
   */
  public boolean update(
      Call call, RecordingId recording, String event, Instant at, RecordingDetails details) {
    UpdateRecordingRequest request =
        UpdateRecordingRequest.newBuilder()
            .setCaller(CallerMessage.of(call.caller()))
            .setStamp(EventStamp.newBuilder().setEventId(event).setCreatedAt(RpcTime.of(at)))
            .setRecordingId(recording.value())
            .setDetails(details)
            .setKind(UpdateKind.UPDATE_KIND_UPDATED)
            .build();
    try {
      return IndexServiceGrpc.newBlockingV2Stub(channel)
              .withDeadlineAfter(TIME.toNanos(), TimeUnit.NANOSECONDS)
              .updateRecording(request)
              .getResult()
          != WriteResult.WRITE_RESULT_DELETED;
    } catch (StatusException e) {
      InternalConfiguration.reconnect(channel);
      throw RpcFailures.of(e.getStatus(), call);
    }
  }

  /** Whether the recording was not deleted since. */
  public boolean isThere(Call call, RecordingId recording) {
    GetRecordingRequest request =
        GetRecordingRequest.newBuilder()
            .setCaller(CallerMessage.of(call.caller()))
            .setRecordingId(recording.value())
            .build();
    try {
      return SearchServiceGrpc.newBlockingV2Stub(channel)
          .withDeadlineAfter(TIME.toNanos(), TimeUnit.NANOSECONDS)
          .getRecording(request)
          .hasRecording();
    } catch (StatusException e) {
      if (e.getStatus().getCode() == Status.Code.NOT_FOUND) {
        return false;
      }
      InternalConfiguration.reconnect(channel);
      throw RpcFailures.of(e.getStatus(), call);
    }
  }

  /** The recording that an event brought under this id of the client. */
  public Optional<RecordingId> known(Call call, EndUserId endUser, String externalId) {
    ListRecordingsRequest request =
        ListRecordingsRequest.newBuilder()
            .setCaller(CallerMessage.of(call.caller()))
            .setEndUserId(endUser.value())
            .setExternalId(externalId)
            .setLimit(1)
            .build();
    try {
      return SearchServiceGrpc.newBlockingV2Stub(channel)
          .withDeadlineAfter(TIME.toNanos(), TimeUnit.NANOSECONDS)
          .listRecordings(request)
          .getRecordingsList()
          .stream()
          .map(recording -> new RecordingId(recording.getRecordingId()))
          .findFirst();
    } catch (StatusException e) {
      InternalConfiguration.reconnect(channel);
      throw RpcFailures.of(e.getStatus(), call);
    }
  }

  private static RecordingDetails details(Begun begun) {
    RecordingDetails.Builder details = RecordingDetails.newBuilder();
    begun.externalId().ifPresent(details::setExternalId);
    begun.title().ifPresent(details::setTitle);
    begun.recordedAt().map(RpcTime::of).ifPresent(details::setRecordedAt);
    begun.durationMs().ifPresent(details::setDurationMs);
    begun.metadataJson().ifPresent(details::setMetadataJson);
    begun.tags().ifPresent(tags -> details.setTags(Tags.newBuilder().addAllTags(tags)));
    begun.audioUrl().ifPresent(details::setAudioUrl);
    return details.build();
  }
}
