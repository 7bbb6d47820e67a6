package dev.hark.contract;

import com.google.protobuf.Any;
import dev.hark.proto.ask.v1.AskFailure;
import dev.hark.proto.ask.v1.FailureReason;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;

/** A call of ask-service that is not done, and the one table from why to status. */
final class AskRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient AskFailure failure;

  AskRefusedException(FailureReason reason, String param) {
    this(
        AskFailure.newBuilder()
            .setReason(reason)
            .setParam(param)
            .setMessage("The fake does not do that: " + param)
            .build());
  }

  AskRefusedException(AskFailure failure) {
    super(failure.getMessage());
    this.failure = failure;
  }

  static AskRefusedException invalid(String param) {
    return new AskRefusedException(FailureReason.FAILURE_REASON_INVALID_REQUEST, param);
  }

  static AskRefusedException notFound(String param) {
    return new AskRefusedException(FailureReason.FAILURE_REASON_NOT_FOUND, param);
  }

  AskFailure failure() {
    return failure;
  }

  StatusRuntimeException status() {
    return StatusProto.toStatusRuntimeException(
        com.google.rpc.Status.newBuilder()
            .setCode(code(failure.getReason()).value())
            .setMessage("not for clients: at 127.0.0.1 java.lang.Exception")
            .addDetails(Any.pack(failure))
            .build());
  }

  static Status.Code code(FailureReason reason) {
    return switch (reason) {
      case FAILURE_REASON_INVALID_REQUEST -> Status.Code.INVALID_ARGUMENT;
      case FAILURE_REASON_FORBIDDEN -> Status.Code.PERMISSION_DENIED;
      case FAILURE_REASON_NOT_FOUND -> Status.Code.NOT_FOUND;
      case FAILURE_REASON_TRANSCRIPTION_NOT_READY -> Status.Code.FAILED_PRECONDITION;
      case FAILURE_REASON_TRANSCRIPT_TOO_LARGE -> Status.Code.OUT_OF_RANGE;
      case FAILURE_REASON_PROVIDER_ERROR -> Status.Code.ABORTED;
      case FAILURE_REASON_BUSY -> Status.Code.RESOURCE_EXHAUSTED;
      case FAILURE_REASON_INTERNAL -> Status.Code.INTERNAL;
      case FAILURE_REASON_UNAVAILABLE, FAILURE_REASON_UNSPECIFIED, UNRECOGNIZED ->
          Status.Code.UNAVAILABLE;
    };
  }
}
