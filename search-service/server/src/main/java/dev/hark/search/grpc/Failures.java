package dev.hark.search.grpc;

import dev.hark.search.index.BadEmbeddingException;
import dev.hark.search.index.ContentionException;
import dev.hark.search.index.IndexUnavailableException;
import dev.hark.search.index.UnacceptableException;
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

  static StatusRuntimeException notFound() {
    return Status.NOT_FOUND.withDescription("not found").asRuntimeException();
  }
}
