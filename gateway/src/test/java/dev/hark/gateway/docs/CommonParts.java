package dev.hark.gateway.docs;

import static dev.hark.gateway.docs.RecordSchemas.object;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hark.gateway.error.ErrorBody;
import dev.hark.gateway.error.ErrorCode;
import dev.hark.gateway.key.Scope;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What many routes have in common: keys, ids, paging, headers, errors. */
final class CommonParts {
  static final String INTRODUCTION =
      """
      Every request carries an API key. Ids are a prefix and letters and digits; times are in UTC. \
      Members that are added later are to be ignored, and null in a request is the same as left out. \
      Lists go on with `next_cursor` for as long as `has_more` is true.

      A POST that is sent again with the same `Idempotency-Key` and body within 24 hours gets the \
      answer of the first time and does nothing twice.

      Every error has the same body: branch on `error.code`, show `error.message`, and quote \
      `error.request_id` when you ask somebody about it.\
      """;

  static final String EVENTS =
      """
      Server-sent events: `started` with `session_id` and `message_id`, `delta` with `text`, \
      `citation` with `recording_id` and `start_ms`, and last `completed` with what the JSON answer \
      would have been, or `error` with the object that stands under `error` elsewhere.\
      """;

  /** By the beginning of the path: tag, what it is about, and the prefix of the id in the path. */
  private record Family(String start, String tag, String about, String id) {}

  private static final List<Family> FAMILIES =
      List.of(
          new Family("/v1/ask", "Ask", "Conversations whose answers cite what was said.", "as_"),
          new Family("/v1/recordings", "Recordings", "What was said, when and by whom.", "rec_"),
          new Family("/v1/transcriptions", "Recordings", "", "txn_"),
          new Family("/v1/end-users", "End users", "Whose recordings they are.", "eu_"),
          new Family("/v1/erasures", "Erasures", "What was removed, and when.", "era_"),
          new Family("/v1/key", "Keys", "What a key may do.", "key_"),
          new Family("/v1/webhook-endpoints", "Webhooks", "Who is told what happens.", "we_"));

  private final ObjectNode document;
  private final ObjectNode components;

  CommonParts(ObjectNode document) {
    this.document = document;
    this.components = document.putObject("components");
    components.putObject("schemas");
    keys(components.putObject("securitySchemes"));
    headers(components.putObject("headers"));
    parameters(components.putObject("parameters"));
  }

  ObjectNode schemas() {
    return (ObjectNode) components.get("schemas");
  }

  private static void keys(ObjectNode schemes) {
    schemes
        .putObject("bearer")
        .put("type", "http")
        .put("scheme", "bearer")
        .put("description", "`Authorization: Bearer sk_live_…`");
    schemes.putObject("apiKey").put("type", "apiKey").put("in", "header").put("name", "X-API-Key");
  }

  private static void headers(ObjectNode headers) {
    header(headers, "X-Request-Id", "string", "Of this request; the client's own if it sent one.");
    header(headers, "X-RateLimit-Limit", "integer", "Requests a minute of the project.");
    header(headers, "X-RateLimit-Remaining", "integer", "What is left of them now.");
    header(headers, "X-RateLimit-Reset", "integer", "When all are back, in epoch seconds.");
    header(headers, "Retry-After", "integer", "Seconds to wait before the next attempt.");
    header(headers, "Content-Disposition", "string", "A name for the file.");
    header(headers, "Idempotent-Replayed", "string", "`true` when this was answered before.");
  }

  private static void header(ObjectNode headers, String name, String type, String text) {
    ObjectNode header = headers.putObject(name).put("description", text);
    header.putObject("schema").put("type", type);
  }

  private static void parameters(ObjectNode parameters) {
    ObjectNode limit = parameter(parameters, "limit", "query", "Items on a page.");
    limit.put("type", "integer").put("minimum", 1).put("maximum", 100).put("default", 20);
    ObjectNode cursor =
        parameter(parameters, "cursor", "query", "`next_cursor` of the page before, same filters.");
    cursor.put("type", "string").put("maxLength", 2_048).put("pattern", "^[A-Za-z0-9._~=-]+$");
    ObjectNode id =
        parameter(parameters, "X-Request-Id", "header", "An id of your own for the request.");
    id.put("type", "string").put("pattern", "^[A-Za-z0-9_-]{1,128}$");
    ObjectNode key =
        parameter(
            parameters,
            "Idempotency-Key",
            "header",
            "A new value for each new request, the same when it is sent again.");
    key.put("type", "string").put("pattern", "^[!-~]{1,255}$");
  }

  private static ObjectNode parameter(ObjectNode all, String name, String in, String text) {
    ObjectNode parameter = all.putObject(name).put("name", name).put("in", in);
    return parameter.put("description", text).putObject("schema");
  }

  private static ObjectNode reference(String kind, String name) {
    return object().put("$ref", "#/components/%s/%s".formatted(kind, name));
  }

  private static Family family(String path) {
    return FAMILIES.stream()
        .filter(family -> path.startsWith(family.start()))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("which family has " + path + "?"));
  }

  String tag(String path) {
    String tag = family(path).tag();
    ArrayNode tags = (ArrayNode) document.get("tags");
    if (tags.findValuesAsText("name").stream().noneMatch(tag::equals)) {
      tags.addObject().put("name", tag).put("description", family(path).about());
    }
    return tag;
  }

  /**
   * @param scopes any one of them is enough; none when every key will do
   */
  void security(ArrayNode either, Scope... scopes) {
    if (scopes.length == 0) {
      either.addObject().putArray("bearer");
      either.addObject().putArray("apiKey");
    }
    for (Scope scope : scopes) {
      either.addObject().putArray("bearer").add(scope.text());
      either.addObject().putArray("apiKey").add(scope.text());
    }
  }

  void pathParameters(ArrayNode parameters, String path) {
    if (path.contains("{id}")) {
      ObjectNode id = parameters.addObject().put("name", "id").put("in", "path");
      id.put("required", true).putObject("schema").put("type", "string");
      ((ObjectNode) id.get("schema")).put("pattern", RecordSchemas.idPattern(family(path).id()));
    }
    if (path.contains("{message_id}")) {
      ObjectNode id = parameters.addObject().put("name", "message_id").put("in", "path");
      id.put("required", true).putObject("schema").put("type", "string");
      ((ObjectNode) id.get("schema")).put("pattern", RecordSchemas.idPattern("msg_"));
    }
  }

  void query(ArrayNode parameters, Query query) {
    ObjectNode parameter = parameters.addObject().put("name", query.name()).put("in", "query");
    if (query.required()) {
      parameter.put("required", true);
    }
    ObjectNode schema = parameter.put("description", query.description()).putObject("schema");
    if (query.most() >= 0) {
      schema.put("type", "integer").put("minimum", 0).put("maximum", query.most());
      return;
    }
    schema.put("type", "string");
    if (query.oneOf().length > 0) {
      List.of(query.oneOf()).forEach(schema.putArray("enum")::add);
    } else if (query.name().matches("recorded_(after|before)")) {
      schema.put("format", "date-time");
    } else if (query.name().endsWith("_id") && !query.name().equals("external_id")) {
      boolean owner = query.name().equals("end_user_id");
      schema.put("pattern", RecordSchemas.idPattern(owner ? "eu_" : "rec_"));
    }
  }

  void paging(ArrayNode parameters) {
    parameters.add(reference("parameters", "limit")).add(reference("parameters", "cursor"));
  }

  void headers(ArrayNode parameters, boolean post) {
    parameters.add(reference("parameters", "X-Request-Id"));
    if (post) {
      parameters.add(reference("parameters", "Idempotency-Key"));
    }
  }

  void answerHeaders(ObjectNode response, boolean post) {
    ObjectNode headers = response.putObject("headers");
    for (String name :
        List.of(
            "X-Request-Id", "X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset")) {
      headers.set(name, reference("headers", name));
    }
    if (post) {
      headers.set("Idempotent-Replayed", reference("headers", "Idempotent-Replayed"));
    }
  }

  void fileHeaders(ObjectNode response) {
    ((ObjectNode) response.get("headers"))
        .set("Content-Disposition", reference("headers", "Content-Disposition"));
  }

  void errors(RecordSchemas records) {
    records.reference(ErrorBody.class);
    ObjectNode error = (ObjectNode) schemas().at("/ApiError/properties");
    ArrayNode codes = ((ObjectNode) error.get("code")).putArray("enum");
    Arrays.stream(ErrorCode.values()).map(ErrorCode::code).distinct().forEach(codes::add);
    say(error, "code", "What happened, for programs.");
    say(error, "message", "What to do about it, for people.");
    say(error, "param", "Path of the field or parameter that is at fault.");
    say(error, "details", "What a program can read of it.");
    ((ObjectNode) schemas().at("/ErrorBody/properties/session_id"))
        .put("description", "Of the session that kept the message, when the model failed.");
  }

  private static void say(ObjectNode members, String name, String text) {
    ((ObjectNode) members.get(name)).put("description", text);
  }

  /** Those of every route, those of every POST, and the route's own. */
  Set<ErrorCode> failures(Operation said, boolean post) {
    Set<ErrorCode> codes =
        EnumSet.of(
            ErrorCode.INVALID_REQUEST,
            ErrorCode.UNAUTHORIZED,
            ErrorCode.FORBIDDEN,
            ErrorCode.RATE_LIMIT_EXCEEDED,
            ErrorCode.UNAVAILABLE);
    if (said.body() != Operation.Nothing.class) {
      codes.add(ErrorCode.REQUEST_TOO_LARGE);
    }
    if (post) {
      codes.add(ErrorCode.IDEMPOTENCY_IN_PROGRESS);
      codes.add(ErrorCode.IDEMPOTENCY_KEY_REUSED);
    }
    codes.addAll(List.of(said.fails()));
    return codes;
  }

  ObjectNode error(ErrorCode code) {
    ObjectNode response = object().put("description", "");
    answerHeaders(response, false);
    if (Set.of(ErrorCode.RATE_LIMIT_EXCEEDED, ErrorCode.UNAVAILABLE, ErrorCode.PROVIDER_ERROR)
        .contains(code)) {
      ((ObjectNode) response.get("headers"))
          .set("Retry-After", reference("headers", "Retry-After"));
    }
    ObjectNode json = response.putObject("content").putObject("application/json");
    json.set("schema", reference("schemas", "ErrorBody"));
    return response;
  }

  void mention(ObjectNode response, ErrorCode code) {
    List<String> lines = new ArrayList<>(response.get("description").asText().lines().toList());
    lines.add("`%s`: %s".formatted(code.code(), meaning(code)));
    response.put(
        "description", String.join("\n\n", lines.stream().filter(l -> !l.isEmpty()).toList()));
  }

  private static String meaning(ErrorCode code) {
    return switch (code) {
      case INVALID_REQUEST, REFUSED -> "something in it cannot be; `param` names what.";
      case UNAUTHORIZED -> "no key, or one that is not good.";
      case FORBIDDEN -> "the key may not do this, or is another end user's.";
      case NOT_FOUND -> "there is nothing that this key can see under this id.";
      case TRANSCRIPTION_NOT_READY ->
          "the recording has no completed transcription; `details.status` says why.";
      case TRANSCRIPT_TOO_LARGE ->
          "the transcript does not fit the model: `details` has both counts of tokens.";
      case REQUEST_TOO_LARGE -> "the body is over 256 KiB, or a transcript over 32 MiB.";
      case ALREADY_EXISTS -> "another one has this `external_id`; `details.id` says which.";
      case IDEMPOTENCY_IN_PROGRESS -> "the first request with this key is still running.";
      case IDEMPOTENCY_KEY_REUSED -> "the key was sent before with another request.";
      case RATE_LIMIT_EXCEEDED -> "too many requests or turns at once; `Retry-After` says when.";
      case PROVIDER_ERROR ->
          "the language model failed; the message is kept and can be sent again.";
      case UNAVAILABLE, INTERNAL -> "a part of the system is down; try again.";
    };
  }
}
