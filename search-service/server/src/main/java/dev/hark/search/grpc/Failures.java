package dev.hark.search.grpc;

import dev.hark.runtime.fair.BusyException;
import dev.hark.runtime.fair.NoSlotException;
import dev.hark.search.index.IndexFailure.BadEmbeddingException;
import dev.hark.search.index.IndexFailure.ContentionException;
import dev.hark.search.index.IndexFailure.IndexUnavailableException;
import dev.hark.search.index.IndexFailure.TooManyException;
import dev.hark.search.index.IndexFailure.UnacceptableException;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one table from failure to status. Descriptions say what the caller can do and hold nothing of
 * how this service is built; the log holds the rest.
 */
final class Failures {
  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

  private Failures() {}

  static StatusRuntimeException status(String rpc, Throwable failure) {
    return switch (failure) {
      case StatusRuntimeException already -> already;
      case UnacceptableException wrong -> as(Status.INVALID_ARGUMENT, wrong.getMessage());
      case TooManyException many -> as(Status.FAILED_PRECONDITION, many.getMessage());
      // Counted by its status: as many lines as there are refusals would be a flood of their own.
      case BusyException busy ->
          as(Status.RESOURCE_EXHAUSTED, BusyException.MARK + busy.getMessage());
      case NoSlotException none -> {
        LOG.warn("{}: {}", rpc, none.getMessage());
        yield as(Status.UNAVAILABLE, none.getMessage());
      }
      case BadEmbeddingException model -> {
        LOG.warn("{}: {}", rpc, model.getMessage());
        yield as(Status.UNAVAILABLE, model.getMessage());
      }
      case IndexUnavailableException passing -> {
        LOG.warn("{}: {}", rpc, passing.getMessage());
        yield as(Status.UNAVAILABLE, "the index is not available, try again");
      }
      case ContentionException busy -> {
        LOG.warn("{}: {}", rpc, busy.getMessage());
        yield as(Status.ABORTED, "others were writing the same recording, try again");
      }
      default -> {
        LOG.error("{} failed", rpc, failure);
        yield as(Status.INTERNAL, "internal error");
      }
    };
  }

  private static StatusRuntimeException as(Status status, @Nullable String message) {
    return status.withDescription(message).asRuntimeException();
  }

  static StatusRuntimeException longer() {
    return Status.FAILED_PRECONDITION
        .withDescription("the transcript has more chunks than asked for")
        .asRuntimeException();
  }

  static StatusRuntimeException notFound() {
    return Status.NOT_FOUND.withDescription("not found").asRuntimeException();
  }
}
