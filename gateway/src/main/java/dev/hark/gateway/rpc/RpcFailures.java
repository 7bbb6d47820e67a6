package dev.hark.gateway.rpc;

import dev.hark.gateway.error.ErrorCode;
import dev.hark.gateway.error.Failure;
import dev.hark.gateway.error.FailureException;
import dev.hark.runtime.fair.BusyException;
import io.grpc.Status;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one table from what search-service answered to what the client is told. */
final class RpcFailures {
  private static final Logger log = LoggerFactory.getLogger(RpcFailures.class);

  private RpcFailures() {}

  static FailureException of(Status status, Call call) {
    Failure failure = isBusy(status) ? Failure.tooMuchAtOnce("") : table(status.getCode());
    // Whoever is refused for its own haste is in the access log; more lines would be a flood.
    if (!failure.equals(Failure.notFound()) && failure.code() != ErrorCode.RATE_LIMIT_EXCEEDED) {
      log.warn(
          "request_id={} search-service answered {}: {}",
          call.caller().requestId(),
          status.getCode(),
          status.getDescription());
    }
    return new FailureException(failure);
  }

  /** The project's share is used up: the service itself is well. */
  private static boolean isBusy(Status status) {
    String description = status.getDescription();
    return status.getCode() == Status.Code.RESOURCE_EXHAUSTED
        && description != null
        && description.startsWith(BusyException.MARK);
  }

  /** A service's words never go out: they are for whoever runs it. */
  private static Failure table(Status.Code code) {
    return switch (code) {
      case NOT_FOUND -> Failure.notFound();
      case INVALID_ARGUMENT, OUT_OF_RANGE ->
          Failure.invalid(null, "The request holds a value that cannot be searched with.");
      case OK,
          CANCELLED,
          DEADLINE_EXCEEDED,
          ALREADY_EXISTS,
          PERMISSION_DENIED,
          FAILED_PRECONDITION,
          ABORTED,
          UNIMPLEMENTED,
          UNAVAILABLE,
          DATA_LOSS,
          UNAUTHENTICATED ->
          Failure.unavailable();
      // A fault of the service, or of what was asked of it; a message that is too large.
      case INTERNAL, UNKNOWN, RESOURCE_EXHAUSTED -> Failure.internal("");
    };
  }
}
