package dev.hark.gateway.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Holds answers against the description: what it does not mention is not to be there. */
final class Contract {
  private static final SchemaRegistryConfig STRICT =
      SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build();
  private static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12, builder -> builder.schemaRegistryConfig(STRICT));

  /** An operation, as it stands in the description. */
  record Route(String method, String path, JsonNode operation) {}

  private final JsonNode document;
  private final Map<String, Schema> known = new HashMap<>();

  Contract(JsonNode document) {
    this.document = document.deepCopy();
    for (JsonNode schema : this.document.at("/components/schemas")) {
      if (schema instanceof ObjectNode object && object.has("properties")) {
        object.put("additionalProperties", false);
      }
    }
  }

  List<Route> routes() {
    List<Route> routes = new ArrayList<>();
    document
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        one -> routes.add(new Route(one.getKey(), path.getKey(), one.getValue()))));
    return routes;
  }

  JsonNode resolve(JsonNode node) {
    return BreakingChanges.resolve(document, node);
  }

  /** What is wrong with an answer; empty when it is as described. */
  List<String> complaints(JsonNode operation, int status, String contentType, String body) {
    JsonNode answer = operation.path("responses").path(String.valueOf(status));
    if (answer.isMissingNode()) {
      return List.of("status " + status + " is not described: " + body);
    }
    JsonNode content = answer.path("content");
    if (content.isMissingNode()) {
      return body.isEmpty() ? List.of() : List.of("a body where none is described");
    }
    String type = contentType.replaceAll(";.*", "");
    if (!content.has(type)) {
      return List.of(type + " is not described");
    }
    if (type.equals("text/event-stream")) {
      return ofEvents(content.at("/application~1json/schema"), body);
    }
    JsonNode schema = content.path(type).path("schema");
    boolean isFile = schema.path("format").asText().equals("binary");
    return isFile ? List.of() : check(schema, body);
  }

  /** What is wrong with a recorded example. */
  List<String> complaints(JsonNode example) {
    String id = example.path("operation").asText();
    JsonNode operation =
        routes().stream()
            .map(Route::operation)
            .filter(one -> one.path("operationId").asText().equals(id))
            .findFirst()
            .orElseThrow();
    List<String> complaints = new ArrayList<>();
    if (example.has("request") && example.path("status").asInt() < 300) {
      JsonNode schema = operation.at("/requestBody/content/application~1json/schema");
      complaints.addAll(check(schema, example.get("request").toString()));
    }
    if (example.has("events")) {
      String events = example.get("events").asText();
      complaints.addAll(complaints(operation, 200, "text/event-stream", events));
    } else {
      int status = example.path("status").asInt();
      String answer = example.get("answer").toString();
      complaints.addAll(complaints(operation, status, "application/json", answer));
    }
    return complaints;
  }

  private List<String> ofEvents(JsonNode result, String text) {
    List<String> lines = text.lines().filter(line -> !line.isEmpty()).toList();
    String last = lines.getLast();
    boolean whole =
        lines.getFirst().equals("event: started")
            && lines.get(lines.size() - 2).equals("event: completed")
            && last.startsWith("data: ");
    return whole ? check(result, last.substring(6)) : List.of("not a whole stream: " + text);
  }

  private List<String> check(JsonNode schema, String json) {
    Schema compiled = known.computeIfAbsent(schema.toString(), key -> compile(schema));
    return compiled.validate(json, InputFormat.JSON).stream()
        .map(message -> message + " in " + json)
        .toList();
  }

  private Schema compile(JsonNode schema) {
    ObjectNode whole = schema.deepCopy();
    whole.set("components", document.path("components"));
    return SCHEMAS.getSchema(whole.toString(), InputFormat.JSON);
  }
}
