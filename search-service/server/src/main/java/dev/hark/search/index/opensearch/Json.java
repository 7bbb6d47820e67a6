package dev.hark.search.index.opensearch;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** JSON as trees; whatever a caller says becomes a value in them, never syntax. */
final class Json {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Json() {}

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /** An object with one field. */
  static ObjectNode object(String name, JsonNode value) {
    return object().set(name, value);
  }

  static ObjectNode object(String name, String value) {
    return object().put(name, value);
  }

  static ArrayNode array() {
    return MAPPER.createArrayNode();
  }

  static ArrayNode strings(Collection<String> values) {
    ArrayNode array = array();
    values.stream().sorted().forEach(array::add);
    return array;
  }

  static ArrayNode numbers(float[] values) {
    ArrayNode array = array();
    for (float value : values) {
      array.add(value);
    }
    return array;
  }

  /** On its way to the index: every request is written here. */
  static byte[] bytes(JsonNode node) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = new CleanJson(MAPPER.createGenerator(bytes))) {
      MAPPER.writeTree(json, node);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static JsonNode read(byte[] bytes) throws IOException {
    return MAPPER.readTree(bytes);
  }

  /** A file of this module. */
  static ObjectNode resource(String name) {
    try (InputStream in = Json.class.getResourceAsStream("/opensearch/" + name)) {
      return (ObjectNode) MAPPER.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The text of a field, or null when it is absent or null. */
  static @Nullable String text(JsonNode node, String field) {
    JsonNode value = node.get(field);
    return value == null || value.isNull() ? null : value.asText();
  }
}
