package dev.hark.gateway.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hark.gateway.http.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Requests to a running system over the sample recordings, with what they were answered: recorded
 * by {@code infra/build/record-examples}, not written.
 */
final class RecordedExamples {
  private final List<JsonNode> all;

  RecordedExamples() {
    try (@Nullable InputStream in = getClass().getResourceAsStream("/openapi/examples.json")) {
      JsonNode recorded = in == null ? Json.mapper().createArrayNode() : Json.mapper().readTree(in);
      this.all = StreamSupport.stream(recorded.spliterator(), false).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<JsonNode> all() {
    return all;
  }

  void requests(ObjectNode content, String operation) {
    put(content, operation, "request", 0);
  }

  void answers(ObjectNode content, String operation, int status) {
    put(content, operation, "answer", status);
  }

  void streams(ObjectNode content, String operation) {
    put(content, operation, "events", 200);
  }

  private void put(ObjectNode content, String operation, String part, int status) {
    for (JsonNode example : all) {
      int its = example.path("status").asInt();
      boolean fits = status == 0 ? its < 300 : its == status;
      if (fits && example.path("operation").asText().equals(operation) && example.has(part)) {
        content
            .withObjectProperty("examples")
            .putObject(example.path("name").asText())
            .put("summary", example.path("summary").asText())
            .set("value", example.get(part));
      }
    }
  }
}
