package dev.hark.search.index.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hark.search.index.IndexUnavailableException;

/** What OpenSearch answered; never a 429 or a 5xx, those are failures that may pass. */
record Reply(int status, JsonNode body) {
  /** What an index that somebody closed answers, with a 400. */
  private static final String CLOSED = "index_closed_exception";

  static final int OK = 200;
  static final int NOT_FOUND = 404;
  static final int CONFLICT = 409;
  static final int BAD_REQUEST = 400;

  boolean ok() {
    return status >= 200 && status < 300;
  }

  /**
   * The body of an answer that can only be a success, unless the index is not as it should be.
   *
   * @throws IllegalStateException when the request itself is wrong, which another try does not mend
   */
  JsonNode orThrow(String what) {
    if (ok()) {
      return body;
    }
    String answer = "%s: OpenSearch answered %d (%s)".formatted(what, status, errorType());
    if (status == BAD_REQUEST && !errorType().equals(CLOSED)) {
      throw new IllegalStateException(answer);
    }
    throw new IndexUnavailableException(answer);
  }

  String errorType() {
    return body.path("error").path("type").asText("no reason");
  }
}
