package dev.hark.search.metadata;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.hark.search.query.MetadataFilter;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The single values of a client's JSON object, each one term with the path to it, so that equal
 * terms are the same value at the same place. Numbers are equal when they are the same number.
 */
public final class MetadataValues {
  /** Nobody files anything deeper; 8 KiB of brackets alone would be paths of a megabyte. */
  private static final int DEPTH = 10;

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private MetadataValues() {}

  /** Of a recording; what is in lists, or too deep, is nothing to be filtered by. */
  public static Set<String> of(@Nullable String json) {
    Set<String> terms = new TreeSet<>();
    if (json != null) {
      try {
        add(terms, "", JSON.readTree(json), 0, false);
      } catch (JsonProcessingException e) {
        return Set.of();
      }
    }
    return terms;
  }

  /**
   * What a filter asks for.
   *
   * @throws IllegalArgumentException unless it is an object of single values and such objects
   */
  public static MetadataFilter asked(String json) {
    Set<String> terms = new TreeSet<>();
    try {
      JsonNode object = JSON.readTree(json);
      if (!object.isObject()) {
        throw new IllegalArgumentException("must be a JSON object");
      }
      add(terms, "", object, 0, true);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("must be a JSON object", e);
    }
    return terms.isEmpty() ? MetadataFilter.NONE : new Asked(terms);
  }

  private record Asked(Set<String> values) implements MetadataFilter {
    private Asked {
      values = Set.copyOf(values);
    }

    @Override
    public boolean holds(@Nullable String metadata) {
      return of(metadata).containsAll(values);
    }
  }

  private static void add(
      Set<String> terms, String path, JsonNode value, int depth, boolean strictly) {
    if (value.isObject() && depth < DEPTH) {
      for (var entry : value.properties()) {
        add(terms, path + "/" + step(entry.getKey()), entry.getValue(), depth + 1, strictly);
      }
    } else if (depth > 0 && (value.isTextual() || value.isNumber() || value.isBoolean())) {
      terms.add(path + "=" + text(value));
    } else if (strictly) {
      throw new IllegalArgumentException(
          "must hold texts, numbers and booleans, in objects of at most " + DEPTH + " levels");
    }
  }

  /** As in a JSON pointer; a sign of equality, too, would end the path. */
  private static String step(String key) {
    return key.replace("~", "~0").replace("/", "~1").replace("=", "~2");
  }

  private static String text(JsonNode value) {
    if (value.isNumber()) {
      return value.decimalValue().stripTrailingZeros().toString();
    }
    return value.isTextual() ? new TextNode(value.textValue()).toString() : value.asText();
  }
}
