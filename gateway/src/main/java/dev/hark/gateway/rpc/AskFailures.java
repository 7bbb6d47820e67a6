package dev.hark.gateway.rpc;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.hark.gateway.error.Failure;
import dev.hark.gateway.error.FailureException;
import dev.hark.proto.ask.v1.AskFailure;
import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.protobuf.StatusProto;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one table from what ask-service answered to what the client is told. */
final class AskFailures {
  private static final Logger log = LoggerFactory.getLogger(AskFailures.class);

  private AskFailures() {}

  /**
   * What a call that ended with a status means.
   *
   * @param session that the call was about, where one is known to hold the message; else empty
   */
  static FailureException of(StatusException status, Call call, String session) {
    return failure(status)
        .map(failure -> of(failure, call, ""))
        .orElseGet(
            () -> {
              log.warn(
                  "request_id={} ask-service answered {}: {}",
                  call.caller().requestId(),
                  status.getStatus().getCode(),
                  status.getStatus().getDescription());
              return new FailureException(
                  isFault(status.getStatus().getCode())
                      ? Failure.internal(session)
                      : Failure.unavailable(session, Optional.empty()));
            });
  }

  /**
   * Without a failure that ask-service tells, RESOURCE_EXHAUSTED is a message that is too large.
   */
  private static boolean isFault(Status.Code code) {
    return switch (code) {
      case INTERNAL, UNKNOWN, RESOURCE_EXHAUSTED -> true;
      default -> false;
    };
  }

  /**
   * What a failure that ask-service told means.
   *
   * @param message path of the message in the body of the request, with its dot; empty when the
   *     body is the message
   */
  static FailureException of(AskFailure failure, Call call, String message) {
    if (failure.hasRetryAfter() || !failure.getSessionId().isEmpty()) {
      log.warn(
          "request_id={} ask-service failed: {} session={}",
          call.caller().requestId(),
          failure.getReason(),
          failure.getSessionId());
    }
    return new FailureException(table(failure, param(failure.getParam(), message)));
  }

  /** A service's words go out only where they say what is wrong with a field, or what helps. */
  private static Failure table(AskFailure failure, @Nullable String param) {
    return switch (failure.getReason()) {
      case FAILURE_REASON_INVALID_REQUEST -> Failure.refused(param, failure.getMessage());
      case FAILURE_REASON_FORBIDDEN -> Failure.anotherEndUser(param);
      case FAILURE_REASON_NOT_FOUND -> param == null ? Failure.notFound() : Failure.notFound(param);
      case FAILURE_REASON_TRANSCRIPTION_NOT_READY ->
          Failure.notReady(StatusText.of(failure.getTranscriptionStatus()));
      case FAILURE_REASON_TRANSCRIPT_TOO_LARGE ->
          Failure.transcriptTooLarge(failure.getTranscriptTokens(), failure.getMaxTokens());
      case FAILURE_REASON_PROVIDER_ERROR ->
          Failure.provider(failure.getMessage(), failure.getSessionId(), retryAfter(failure));
      case FAILURE_REASON_UNAVAILABLE, FAILURE_REASON_UNSPECIFIED, UNRECOGNIZED ->
          Failure.unavailable(failure.getSessionId(), retryAfter(failure));
      case FAILURE_REASON_BUSY -> Failure.tooMuchAtOnce(failure.getSessionId());
      case FAILURE_REASON_INTERNAL -> Failure.internal(failure.getSessionId());
    };
  }

  private static Optional<Duration> retryAfter(AskFailure failure) {
    if (!failure.hasRetryAfter()) {
      return Optional.empty();
    }
    com.google.protobuf.Duration wait = failure.getRetryAfter();
    return Optional.of(Duration.ofSeconds(wait.getSeconds(), wait.getNanos()));
  }

  private static @Nullable String param(String param, String message) {
    boolean ofMessage =
        param.startsWith("content")
            || param.startsWith("provider")
            || param.startsWith("context_refs")
            || param.startsWith("time_zone")
            || param.startsWith("filters");
    return param.isEmpty() ? null : ofMessage ? message + param : param;
  }

  private static Optional<AskFailure> failure(StatusException exception) {
    com.google.rpc.@Nullable Status status = StatusProto.fromThrowable(exception);
    if (status == null) {
      return Optional.empty();
    }
    return status.getDetailsList().stream()
        .filter(detail -> detail.is(AskFailure.class))
        .findFirst()
        .flatMap(AskFailures::unpack);
  }

  private static Optional<AskFailure> unpack(Any detail) {
    try {
      return Optional.of(detail.unpack(AskFailure.class));
    } catch (InvalidProtocolBufferException e) {
      return Optional.empty();
    }
  }
}
