package dev.hark.indexer.indexing.grpc;

import dev.hark.indexer.event.ErrorCode;
import dev.hark.indexer.event.UnacceptableEventException.Problem;
import dev.hark.indexer.indexing.Result;
import dev.hark.indexer.indexing.Result.RetryCause;
import dev.hark.proto.search.v1.WriteResult;
import io.grpc.Status;
import java.util.Objects;

/** What search-service's answers mean for the event. */
final class Statuses {
  /** A description goes into a header of the dead letter. */
  private static final int MAX_DESCRIPTION = 500;

  private Statuses() {}

  static Result result(WriteResult result) {
    return switch (result) {
      case WRITE_RESULT_APPLIED -> new Result.Indexed();
      case WRITE_RESULT_STALE -> new Result.Stale();
      case WRITE_RESULT_DELETED -> new Result.Deleted();
      case WRITE_RESULT_UNSPECIFIED, UNRECOGNIZED ->
          new Result.RetryLater(
              RetryCause.SEARCH_SERVICE, "search-service gave no known result: update the worker");
    };
  }

  /**
   * Only what the contract names is the event's fault. All else, an unknown method or a missing
   * right too, is a fault of the installation, and the event waits until somebody has mended it.
   */
  static Result result(Status status) {
    return switch (status.getCode()) {
      case INVALID_ARGUMENT, FAILED_PRECONDITION ->
          new Result.Rejected(new Problem(ErrorCode.REFUSED_BY_INDEX, description(status)));
      case OK,
          UNAVAILABLE,
          RESOURCE_EXHAUSTED,
          ABORTED,
          DEADLINE_EXCEEDED,
          CANCELLED,
          UNKNOWN,
          NOT_FOUND,
          ALREADY_EXISTS,
          PERMISSION_DENIED,
          OUT_OF_RANGE,
          UNIMPLEMENTED,
          INTERNAL,
          DATA_LOSS,
          UNAUTHENTICATED ->
          new Result.RetryLater(
              RetryCause.SEARCH_SERVICE, status.getCode() + ": " + description(status));
    };
  }

  private static String description(Status status) {
    String text = Objects.requireNonNullElse(status.getDescription(), "no description");
    return text.substring(0, Math.min(text.length(), MAX_DESCRIPTION));
  }
}
