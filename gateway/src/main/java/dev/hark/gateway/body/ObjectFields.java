package dev.hark.gateway.body;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hark.gateway.error.FailureException;
import dev.hark.words.Line;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Fields whose objects have members of the client's choice. What does not fit ends the request with
 * a {@link FailureException} that names the field.
 */
public final class ObjectFields {
  /** Of objects in objects, as search-service takes them. */
  private static final int MAX_LEVELS = 10;

  private ObjectFields() {}

  /** An object of nothing but texts, numbers and booleans, or objects of those, as JSON. */
  public static Optional<String> values(Fields fields, String name, int mostBytes) {
    Optional<JsonNode> object = fields.field(name);
    if (object.isPresent() && !(object.get().isObject() && isValues(object.get(), MAX_LEVELS))) {
      throw Fields.wrong(
          fields.path(name),
          "an object of texts, numbers and booleans, or of objects of those, %d deep at most"
              .formatted(MAX_LEVELS));
    }
    return fields.optionalObjectText(name, mostBytes);
  }

  private static boolean isValues(JsonNode node, int levels) {
    return switch (node.getNodeType()) {
      case OBJECT ->
          levels > 0
              && node.properties().stream()
                  .allMatch(
                      member ->
                          Fields.isClean(member.getKey())
                              && isValues(member.getValue(), levels - 1));
      case STRING -> Fields.isClean(node.textValue());
      case NUMBER -> Double.isFinite(node.doubleValue());
      case BOOLEAN -> true;
      case ARRAY, BINARY, MISSING, NULL, POJO -> false;
    };
  }

  /**
   * Names by the labels that they stand under, both without the white space around them; null is an
   * empty name. Empty when left out.
   *
   * @param mostCharacters of a label or a name, in code points
   */
  public static Map<String, String> names(
      Fields fields, String name, int most, int mostCharacters) {
    Optional<JsonNode> object = fields.field(name);
    if (object.isEmpty()) {
      return Map.of();
    }
    String path = fields.path(name);
    if (!object.get().isObject() || object.get().size() > most) {
      throw Fields.wrong(path, "an object of at most %d names".formatted(most));
    }
    Map<String, String> names = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> member : object.get().properties()) {
      String label = member.getKey().strip();
      if (!Fields.isClean(label) || !isName(label, mostCharacters)) {
        throw Fields.wrong(
            path, "an object whose labels have 1 to %d characters".formatted(mostCharacters));
      }
      String place = path + "." + label;
      if (names.put(label, given(place, member.getValue(), mostCharacters)) != null) {
        throw Fields.wrong(place, "said once");
      }
    }
    return names;
  }

  private static String given(String place, JsonNode node, int most) {
    if (node.isNull()) {
      return "";
    }
    String name = Fields.text(place, node).strip();
    if (!isName(name, most)) {
      throw Fields.wrong(place, "1 to %d characters, or null".formatted(most));
    }
    return name;
  }

  private static boolean isName(String text, int most) {
    return !Line.isBlank(text) && text.codePointCount(0, text.length()) <= most;
  }
}
