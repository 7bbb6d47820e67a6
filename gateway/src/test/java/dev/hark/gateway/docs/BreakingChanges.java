package dev.hark.gateway.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;

/**
 * What a client of one description would stumble over with another: less that it may send, more
 * that it must send, and answers that are other than it was told.
 */
final class BreakingChanges {
  private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

  private final JsonNode before;
  private final JsonNode after;
  private final List<String> found = new ArrayList<>();

  /** Pairs of references that are being compared: schemas may lead back to themselves. */
  private final Set<String> seen = new HashSet<>();

  private BreakingChanges(JsonNode before, JsonNode after) {
    this.before = before;
    this.after = after;
  }

  static List<String> between(JsonNode before, JsonNode after) {
    BreakingChanges changes = new BreakingChanges(before, after);
    changes.paths();
    return changes.found;
  }

  private void paths() {
    before
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue().properties().stream()
                    .filter(method -> METHODS.contains(method.getKey()))
                    .forEach(
                        method ->
                            operation(
                                method.getKey() + " " + path.getKey(),
                                method.getValue(),
                                after.path("paths").path(path.getKey()).path(method.getKey()))));
  }

  private void operation(String place, JsonNode old, JsonNode now) {
    if (now.isMissingNode()) {
      found.add(place + " is gone");
      return;
    }
    if (!old.path("operationId").equals(now.path("operationId"))) {
      found.add(place + " has another operationId");
    }
    if (!old.path("security").equals(now.path("security"))) {
      found.add(place + " needs another scope");
    }
    parameters(place, old, now);
    JsonNode json = old.path("requestBody").path("content").path("application/json");
    JsonNode jsonNow = now.path("requestBody").path("content").path("application/json");
    if (json.isMissingNode() && now.path("requestBody").path("required").asBoolean()) {
      found.add(place + " needs a body");
    }
    request(place + " body", json.path("schema"), jsonNow.path("schema"));
    old.path("responses").properties().stream()
        .filter(answer -> answer.getKey().startsWith("2"))
        .forEach(
            answer ->
                answer(
                    place + " " + answer.getKey(),
                    answer.getValue(),
                    now.path("responses").path(answer.getKey())));
    now.path("responses").properties().stream()
        .filter(answer -> answer.getKey().startsWith("2"))
        .filter(answer -> !old.path("responses").has(answer.getKey()))
        .forEach(answer -> found.add(place + " may answer " + answer.getKey()));
  }

  private void parameters(String place, JsonNode old, JsonNode now) {
    for (JsonNode parameter : resolved(before, old.path("parameters"))) {
      JsonNode same = named(resolved(after, now.path("parameters")), parameter);
      String where = place + " parameter " + parameter.path("name").asText();
      if (same.isMissingNode()) {
        found.add(where + " is gone");
      } else {
        request(where, parameter.path("schema"), same.path("schema"));
      }
    }
    for (JsonNode parameter : resolved(after, now.path("parameters"))) {
      boolean known = !named(resolved(before, old.path("parameters")), parameter).isMissingNode();
      if (!known && parameter.path("required").asBoolean()) {
        found.add(place + " needs the parameter " + parameter.path("name").asText());
      }
    }
  }

  private void answer(String place, JsonNode old, JsonNode now) {
    if (now.isMissingNode()) {
      found.add(place + " is gone");
      return;
    }
    old.path("headers").properties().stream()
        .filter(header -> !now.path("headers").has(header.getKey()))
        .forEach(header -> found.add(place + " lost the header " + header.getKey()));
    old.path("content")
        .properties()
        .forEach(
            content -> {
              JsonNode same = now.path("content").path(content.getKey());
              if (same.isMissingNode()) {
                found.add(place + " is no longer given as " + content.getKey());
              }
              reply(place, content.getValue().path("schema"), same.path("schema"));
            });
  }

  /** What was taken must be taken. */
  private void request(String place, JsonNode old, JsonNode now) {
    compare(place, old, now, true);
  }

  /** What is told must be what was promised. */
  private void reply(String place, JsonNode old, JsonNode now) {
    compare(place, old, now, false);
  }

  private void compare(String place, JsonNode oldOne, JsonNode nowOne, boolean sent) {
    if (oldOne.isMissingNode() || !seen.add(sent + place + oldOne + nowOne)) {
      return;
    }
    JsonNode old = resolve(before, oldOne);
    JsonNode now = resolve(after, nowOne);
    values(place, "type", types(old), types(now), sent);
    values(place, "enum", texts(old.path("enum")), texts(now.path("enum")), sent);
    for (String bound : List.of("maximum", "maxLength", "maxItems")) {
      bound(place, bound, old, now, sent ? -1 : 1);
    }
    for (String bound : List.of("minimum", "minLength", "minItems")) {
      bound(place, bound, old, now, sent ? 1 : -1);
    }
    for (String fixed : List.of("pattern", "format")) {
      boolean looser = sent && !now.has(fixed);
      if (!looser && !old.path(fixed).equals(now.path(fixed))) {
        found.add("%s: %s was %s".formatted(place, fixed, old.path(fixed)));
      }
    }
    members(place, old, now, sent);
    if (old.has("items")) {
      compare(place + "[]", old.path("items"), now.path("items"), sent);
    }
    for (String either : List.of("oneOf", "anyOf")) {
      choices(place, old.path(either), now.path(either), sent);
    }
  }

  private void members(String place, JsonNode old, JsonNode now, boolean sent) {
    Set<String> must = texts(old.path("required"));
    Set<String> mustNow = texts(now.path("required"));
    Set<String> less = new TreeSet<>(sent ? mustNow : must);
    less.removeAll(sent ? must : mustNow);
    less.forEach(
        name -> found.add(place + "." + name + (sent ? " is required now" : " may be missing")));
    old.path("properties")
        .properties()
        .forEach(
            member -> {
              JsonNode same = now.path("properties").path(member.getKey());
              String where = place + "." + member.getKey();
              if (same.isMissingNode()) {
                found.add(where + " is gone");
              } else {
                compare(where, member.getValue(), same, sent);
              }
            });
  }

  private void choices(String place, JsonNode old, JsonNode now, boolean sent) {
    if (sent ? old.size() > now.size() : old.size() < now.size()) {
      found.add(place + " has other choices");
      return;
    }
    for (int i = 0; i < Math.min(old.size(), now.size()); i++) {
      compare(place, old.get(i), now.get(i), sent);
    }
  }

  private void values(String place, String what, Set<String> old, Set<String> now, boolean sent) {
    Set<String> lost = new TreeSet<>(sent ? old : now);
    lost.removeAll(sent ? now : old);
    boolean free = what.equals("enum") && (sent ? now.isEmpty() : old.isEmpty());
    boolean bound = what.equals("enum") && sent && old.isEmpty() && !now.isEmpty();
    if ((!lost.isEmpty() && !free) || bound) {
      found.add("%s: %s %s, was %s".formatted(place, what, now, old));
    }
  }

  /**
   * @param worse the direction in which a client is let down
   */
  private void bound(String place, String name, JsonNode old, JsonNode now, int worse) {
    boolean upper = name.startsWith("max");
    double none = upper ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
    double was = old.path(name).asDouble(none);
    double is = now.path(name).asDouble(none);
    if (worse > 0 ? is > was : is < was) {
      found.add("%s: %s %s, was %s".formatted(place, name, is, was));
    }
  }

  private static Set<String> types(JsonNode schema) {
    JsonNode type = schema.path("type");
    return type.isTextual() ? Set.of(type.asText()) : texts(type);
  }

  private static Set<String> texts(JsonNode list) {
    Set<String> texts = new TreeSet<>();
    list.forEach(one -> texts.add(one.asText()));
    return texts;
  }

  private static List<JsonNode> resolved(JsonNode document, JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false)
        .map(one -> resolve(document, one))
        .toList();
  }

  private static JsonNode named(List<JsonNode> parameters, JsonNode like) {
    return parameters.stream()
        .filter(one -> one.path("name").equals(like.path("name")))
        .filter(one -> one.path("in").equals(like.path("in")))
        .findFirst()
        .orElse(com.fasterxml.jackson.databind.node.MissingNode.getInstance());
  }

  static JsonNode resolve(JsonNode document, JsonNode node) {
    return node instanceof ObjectNode object && object.has("$ref")
        ? document.at(object.get("$ref").asText().substring(1))
        : node;
  }
}
