package dev.hark.search.index.opensearch;

import dev.hark.search.index.IndexFailure.IndexUnavailableException;
import jakarta.json.JsonException;
import java.io.IOException;
import java.io.Serial;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.opensearch.client.opensearch._types.ErrorCause;
import org.opensearch.client.opensearch._types.OpenSearchException;
import org.opensearch.client.transport.TransportException;
import org.opensearch.client.transport.httpclient5.ResponseException;
import org.opensearch.client.util.MissingRequiredPropertyException;

/**
 * The one table from what the client throws to what a caller can do. Of an answer its status and
 * the type of its error are told, never its reason or its body: these may hold what was sent.
 */
final class CallFailures {
  private static final int BAD_REQUEST = 400;
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int CONFLICT = 409;

  /** What an index that somebody closed answers, with a 400. */
  private static final String CLOSED = "index_closed_exception";

  /** The setting that the reason of a refused query names, as no type tells it. */
  private static final String EXPENSIVE = "'search.allow_expensive_queries' is set to false";

  /** What a query is refused as that has more words than the settings allow. */
  private static final Set<String> TOO_MANY = Set.of("too_many_clauses", "too_many_nested_clauses");

  /** How deep causes are looked at. */
  private static final int DEEPEST = 10;

  private CallFailures() {}

  /** No answer came: what was asked for may be done all the same, and later than now. */
  static final class Unanswered extends IndexUnavailableException {
    @Serial private static final long serialVersionUID = 1L;

    Unanswered(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** The document is there already, or was written since it was read. */
  static final class Conflict extends IndexUnavailableException {
    @Serial private static final long serialVersionUID = 1L;

    private Conflict(String message) {
      super(message);
    }
  }

  /** The request is wrong, which another try does not mend: a fault of ours. */
  static final class Rejected extends IllegalStateException {
    @Serial private static final long serialVersionUID = 1L;

    private final String type;
    private final boolean bySettings;

    private Rejected(String message, String type, boolean bySettings) {
      super(message);
      this.type = type;
      this.bySettings = bySettings;
    }

    /** As OpenSearch names the error. */
    String type() {
      return type;
    }

    /** The request is right, and the settings of OpenSearch do not allow it. */
    boolean bySettings() {
      return bySettings;
    }
  }

  static RuntimeException of(@Nullable Throwable failure) {
    return switch (failure) {
      case OpenSearchException e -> answered(e.status(), e.error());
      case ResponseException e -> answered(e.status(), "no reason");
      case TransportException e -> unreadable(e);
      case JsonException e -> unreadable();
      case MissingRequiredPropertyException e -> unreadable();
      case IOException e -> new Unanswered("OpenSearch did not answer: " + e, e);
      case CancellationException e -> new Unanswered("given up before OpenSearch answered", e);
      case null, default -> new IllegalStateException("OpenSearch could not be asked", failure);
    };
  }

  /** Of an answer that is no success. */
  static RuntimeException answered(int status, ErrorCause error) {
    return answered(status, error.type(), isOfSettings(error, DEEPEST));
  }

  /** The same, where no more is known of it. */
  static RuntimeException answered(int status, String type) {
    return answered(status, type, false);
  }

  private static RuntimeException answered(int status, String type, boolean bySettings) {
    String answer = "OpenSearch answered %d (%s)".formatted(status, type);
    if (status == CONFLICT) {
      return new Conflict(answer);
    }
    return status == BAD_REQUEST && !type.equals(CLOSED)
        ? new Rejected(answer, type, bySettings)
        : new IndexUnavailableException(answer);
  }

  /** A shard tells why below the failure of the whole search. */
  private static boolean isOfSettings(ErrorCause error, int depth) {
    String reason = error.reason();
    return TOO_MANY.contains(error.type())
        || (reason != null && reason.contains(EXPENSIVE))
        || (depth > 0
            && Stream.concat(Stream.ofNullable(error.causedBy()), error.rootCause().stream())
                .anyMatch(cause -> isOfSettings(cause, depth - 1)));
  }

  /** Of these two the client reads nothing but the status. */
  private static RuntimeException unreadable(TransportException failure) {
    return failure.getCause() instanceof ResponseException answer
            && (answer.status() == UNAUTHORIZED || answer.status() == FORBIDDEN)
        ? answered(answer.status(), "no reason")
        : unreadable();
  }

  private static IndexUnavailableException unreadable() {
    return new IndexUnavailableException("OpenSearch answered something that cannot be read");
  }
}
