package dev.hark.search.index.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hark.search.index.IndexUnavailableException;

/** What OpenSearch answered; never a 429 or a 5xx, those are failures that may pass. */
record Reply(int status, JsonNode body) {
  static final int OK = 200;
  static final int NOT_FOUND = 404;
  static final int CONFLICT = 409;
  static final int BAD_REQUEST = 400;

  boolean ok() {
    return status >= 200 && status < 300;
  }

  /** The body of an answer that can only be a success, unless the index is not as it should be. */
  JsonNode orThrow(String what) {
    if (!ok()) {
      throw new IndexUnavailableException(
          "%s: OpenSearch answered %d (%s)".formatted(what, status, errorType()));
    }
    return body;
  }

  String errorType() {
    return body.path("error").path("type").asText("no reason");
  }
}
