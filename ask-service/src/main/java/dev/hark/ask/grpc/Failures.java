package dev.hark.ask.grpc;

import com.google.protobuf.Any;
import com.google.protobuf.Duration;
import dev.hark.ask.turn.AskFailure;
import dev.hark.proto.ask.v1.FailureReason;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;

/** The one table from why something was not done to what callers are told. */
final class Failures {
  private Failures() {}

  static dev.hark.proto.ask.v1.AskFailure of(AskFailure failure) {
    dev.hark.proto.ask.v1.AskFailure.Builder told = dev.hark.proto.ask.v1.AskFailure.newBuilder();
    return switch (failure) {
      case AskFailure.Invalid invalid ->
          told.setReason(FailureReason.FAILURE_REASON_INVALID_REQUEST)
              .setParam(invalid.param())
              .setMessage(invalid.message())
              .build();
      case AskFailure.Forbidden forbidden ->
          told.setReason(FailureReason.FAILURE_REASON_FORBIDDEN)
              .setParam(forbidden.param())
              .setMessage("This key is bound to another end user: leave end_user_id out.")
              .build();
      case AskFailure.NotFound notFound ->
          told.setReason(FailureReason.FAILURE_REASON_NOT_FOUND)
              .setParam(notFound.param())
              .setMessage("There is no such thing, or this key may not see it: check the id.")
              .build();
      case AskFailure.NotReady notReady ->
          told.setReason(FailureReason.FAILURE_REASON_TRANSCRIPTION_NOT_READY)
              .setTranscriptionStatus(ToProto.status(notReady.status()))
              .setMessage(
                  "The recording has no completed transcription yet: ask again when it has one.")
              .build();
      case AskFailure.TooLarge tooLarge ->
          told.setReason(FailureReason.FAILURE_REASON_TRANSCRIPT_TOO_LARGE)
              .setTranscriptTokens(tooLarge.transcriptTokens())
              .setMaxTokens(tooLarge.maxTokens())
              .setMessage(
                  "The transcript does not fit the model's context: use scope library or selected.")
              .build();
      case AskFailure.ProviderFailed failed -> {
        failed.retryAfter().ifPresent(time -> told.setRetryAfter(duration(time)));
        yield told.setReason(FailureReason.FAILURE_REASON_PROVIDER_ERROR)
            .setSessionId(failed.session().value())
            .setMessage(message(failed.remedy()))
            .build();
      }
      case AskFailure.Unavailable unavailable -> {
        unavailable.session().ifPresent(session -> told.setSessionId(session.value()));
        yield told.setReason(FailureReason.FAILURE_REASON_UNAVAILABLE)
            .setRetryAfter(duration(unavailable.retryAfter()))
            .setMessage("A part of the system is not available now: try again shortly.")
            .build();
      }
      case AskFailure.Busy busy -> {
        busy.session().ifPresent(session -> told.setSessionId(session.value()));
        yield told.setReason(FailureReason.FAILURE_REASON_BUSY)
            .setRetryAfter(duration(busy.retryAfter()))
            .setMessage("This project has too much going on at once: try again shortly.")
            .build();
      }
      case AskFailure.Internal internal -> {
        internal.session().ifPresent(session -> told.setSessionId(session.value()));
        yield told.setReason(FailureReason.FAILURE_REASON_INTERNAL)
            .setMessage("This service has a fault. Sending it again will hardly help.")
            .build();
      }
    };
  }

  private static String message(AskFailure.ProviderFailed.Remedy remedy) {
    return switch (remedy) {
      case SEND_AGAIN ->
          "The language model failed. The message is kept: send it again to this session.";
      case ASK_FOR_LESS ->
          "The language model used up its token budget by thinking and wrote no answer. The message"
              + " is kept: ask for less at once, or have the provider's output limit raised.";
      case OPERATOR ->
          "The language model's provider does not take requests of this system. The message is"
              + " kept: whoever runs the system has to look at the provider's settings and the"
              + " log.";
    };
  }

  static StatusRuntimeException status(AskFailure failure) {
    dev.hark.proto.ask.v1.AskFailure told = of(failure);
    return StatusProto.toStatusRuntimeException(
        com.google.rpc.Status.newBuilder()
            .setCode(code(failure).value())
            .setMessage(told.getMessage())
            .addDetails(Any.pack(told))
            .build());
  }

  private static Status.Code code(AskFailure failure) {
    return switch (failure) {
      case AskFailure.Invalid invalid -> Status.Code.INVALID_ARGUMENT;
      case AskFailure.Forbidden forbidden -> Status.Code.PERMISSION_DENIED;
      case AskFailure.NotFound notFound -> Status.Code.NOT_FOUND;
      case AskFailure.NotReady notReady -> Status.Code.FAILED_PRECONDITION;
      case AskFailure.TooLarge tooLarge -> Status.Code.OUT_OF_RANGE;
      case AskFailure.ProviderFailed failed -> Status.Code.ABORTED;
      case AskFailure.Unavailable unavailable -> Status.Code.UNAVAILABLE;
      case AskFailure.Busy busy -> Status.Code.RESOURCE_EXHAUSTED;
      case AskFailure.Internal internal -> Status.Code.INTERNAL;
    };
  }

  private static Duration duration(java.time.Duration time) {
    return Duration.newBuilder().setSeconds(time.toSeconds()).setNanos(time.toNanosPart()).build();
  }
}
