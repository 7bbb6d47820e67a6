package dev.hark.search.index.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.hark.search.index.IndexUnavailableException;
import java.util.Iterator;
import java.util.Optional;

/** Reads many documents by id at once, each as its last write left it. */
final class MultiGet {
  private final Iterator<JsonNode> docs;

  private MultiGet(Iterator<JsonNode> docs) {
    this.docs = docs;
  }

  static MultiGet send(OpenSearchCalls calls, ArrayNode docs) {
    Call call = Call.of("POST", "/_mget").json(Json.object("docs", docs));
    return new MultiGet(calls.send(call).orThrow("read documents").path("docs").iterator());
  }

  /** The next document, in the order in which they were asked for, if it is there. */
  Optional<JsonNode> next() {
    if (!docs.hasNext()) {
      throw new IndexUnavailableException("a document that was asked for has no answer");
    }
    JsonNode doc = docs.next();
    if (doc.has("error")) {
      throw new IndexUnavailableException(
          "a document cannot be read: " + doc.path("error").path("type").asText("no reason"));
    }
    return doc.path("found").asBoolean() ? Optional.of(doc.path("_source")) : Optional.empty();
  }
}
