package dev.hark.gateway.docs;

import static dev.hark.gateway.docs.RecordSchemas.object;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hark.gateway.error.ErrorCode;
import dev.hark.gateway.key.RequiresScope;
import io.micronaut.http.HttpMethod;
import io.micronaut.web.router.MethodBasedRouteInfo;
import io.micronaut.web.router.Router;
import io.micronaut.web.router.UriRouteInfo;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * The description of the API in OpenAPI 3.1, made of the routes that there are and of what their
 * code says of them.
 */
final class ApiDescription {
  private static final Set<HttpMethod> METHODS =
      Set.of(HttpMethod.GET, HttpMethod.POST, HttpMethod.PATCH, HttpMethod.PUT, HttpMethod.DELETE);

  private final ObjectNode document = object();
  private final CommonParts common;
  private final RecordSchemas schemas;
  private final RecordedExamples examples = new RecordedExamples();

  private ApiDescription() {
    document.put("openapi", "3.1.0");
    ObjectNode info = document.putObject("info");
    info.put("title", "Hark").put("version", "0.1.0");
    info.put("summary", "Answers questions over recordings, each with the moment it rests on.");
    info.put("description", CommonParts.INTRODUCTION);
    info.putObject("license").put("name", "Apache-2.0").put("identifier", "Apache-2.0");
    document.putArray("servers").addObject().put("url", "/");
    document.putArray("tags");
    document.putObject("paths");
    this.common = new CommonParts(document);
    this.schemas = new RecordSchemas(common.schemas());
    common.errors(schemas);
  }

  /** The description, byte for byte the same each time. */
  static ObjectNode of(Router router) {
    ApiDescription description = new ApiDescription();
    described(router).forEach(description::add);
    description.sortSchemas();
    return description.document;
  }

  /** Routes for clients; what operators have has its own documents. */
  static List<UriRouteInfo<?, ?>> described(Router router) {
    return router
        .uriRoutes()
        .filter(route -> METHODS.contains(route.getHttpMethod()))
        .filter(route -> path(route).startsWith("/v1/") && !path(route).startsWith("/v1/admin"))
        .sorted(
            Comparator.<UriRouteInfo<?, ?>, String>comparing(ApiDescription::path)
                .thenComparing(UriRouteInfo::getHttpMethod))
        .<UriRouteInfo<?, ?>>map(route -> route)
        .toList();
  }

  static String path(UriRouteInfo<?, ?> route) {
    return route.getUriMatchTemplate().toPathString();
  }

  private void add(UriRouteInfo<?, ?> route) {
    Method method = ((MethodBasedRouteInfo<?, ?>) route).getTargetMethod().getTargetMethod();
    Operation said =
        Objects.requireNonNull(
            method.getAnnotation(Operation.class), () -> path(route) + " has no @Operation");
    ObjectNode paths = (ObjectNode) document.get("paths");
    ObjectNode operation =
        paths
            .withObjectProperty(path(route))
            .putObject(route.getHttpMethod().name().toLowerCase(java.util.Locale.ROOT));
    operation.put("operationId", said.id()).put("summary", said.summary());
    if (!said.description().isEmpty()) {
      operation.put("description", said.description());
    }
    operation.putArray("tags").add(common.tag(path(route)));
    common.security(
        operation.putArray("security"), method.getAnnotation(RequiresScope.class).value());
    boolean post = route.getHttpMethod() == HttpMethod.POST;
    ArrayNode parameters = operation.putArray("parameters");
    common.pathParameters(parameters, path(route));
    Arrays.stream(said.queries()).forEach(query -> common.query(parameters, query));
    if (Arrays.stream(said.answers()).anyMatch(Answer::page)) {
      common.paging(parameters);
    }
    common.headers(parameters, post);
    if (said.body() != Operation.Nothing.class) {
      ObjectNode body = operation.putObject("requestBody").put("required", true);
      ObjectNode content = body.putObject("content");
      if (said.file().length > 0) {
        // First, as generators of clients make methods for the first alone.
        content.putObject("multipart/form-data").set("schema", form(said));
      }
      ObjectNode json = content.putObject("application/json");
      json.set("schema", schemas.reference(said.body()));
      examples.requests(json, said.id());
    }
    answers(operation.putObject("responses"), said, post);
  }

  private ObjectNode form(Operation said) {
    ObjectNode members = (ObjectNode) schemas.described(said.body()).get("properties");
    return FormSchema.of(members, List.of(said.file()));
  }

  private void answers(ObjectNode responses, Operation said, boolean post) {
    TreeMap<Integer, ObjectNode> byStatus = new TreeMap<>();
    for (Answer answer : said.answers()) {
      byStatus.put(answer.status(), answer(said, answer, post));
    }
    for (ErrorCode code : common.failures(said, post)) {
      ObjectNode error = byStatus.computeIfAbsent(code.status(), status -> error(said, code));
      common.mention(error, code);
    }
    byStatus.forEach((status, answer) -> responses.set(String.valueOf(status), answer));
  }

  private ObjectNode error(Operation said, ErrorCode code) {
    ObjectNode response = common.error(code);
    ObjectNode json = (ObjectNode) response.at("/content/application~1json");
    examples.answers(json, said.id(), code.status());
    return response;
  }

  private ObjectNode answer(Operation said, Answer answer, boolean post) {
    ObjectNode response = object().put("description", answer.description());
    common.answerHeaders(response, post);
    ObjectNode content = object();
    for (String file : answer.files()) {
      common.fileHeaders(response);
      content.putObject(file).set("schema", RecordSchemas.file());
    }
    if (answer.of() != Operation.Nothing.class) {
      ObjectNode json = content.putObject("application/json");
      json.set(
          "schema", answer.page() ? schemas.page(answer.of()) : schemas.reference(answer.of()));
      examples.answers(json, said.id(), answer.status());
    }
    if (answer.streamed()) {
      ObjectNode stream = content.putObject("text/event-stream");
      stream.putObject("schema").put("type", "string").put("description", CommonParts.EVENTS);
      examples.streams(stream, said.id());
    }
    return content.isEmpty() ? response : response.set("content", content);
  }

  private void sortSchemas() {
    TreeMap<String, com.fasterxml.jackson.databind.JsonNode> sorted = new TreeMap<>();
    common.schemas().properties().forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
    common.schemas().removeAll();
    sorted.forEach(common.schemas()::set);
  }
}
