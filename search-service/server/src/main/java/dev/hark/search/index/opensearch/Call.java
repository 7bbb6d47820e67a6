package dev.hark.search.index.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.opensearch.client.opensearch.generic.Body;

/** A request to OpenSearch. */
record Call(
    String method,
    String path,
    Map<String, String> parameters,
    @Nullable Body body,
    Patience patience) {
  /** How long an answer may take. */
  enum Patience {
    READ,
    WRITE
  }

  static Call read(String method, String path) {
    return new Call(method, path, Map.of(), null, Patience.READ);
  }

  static Call write(String method, String path) {
    return new Call(method, path, Map.of(), null, Patience.WRITE);
  }

  Call with(String name, String value) {
    Map<String, String> more = new TreeMap<>(parameters);
    more.put(name, value);
    return new Call(method, path, more, body, patience);
  }

  Call json(JsonNode node) {
    return with(Body.from(Json.bytes(node), "application/json"));
  }

  Call lines(Lines lines) {
    return with(Body.from(lines.toBytes(), "application/x-ndjson"));
  }

  private Call with(Body content) {
    return new Call(method, path, parameters, content, patience);
  }
}
