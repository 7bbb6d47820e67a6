package dev.hark.gateway.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Values that fit a schema, and for each a way in which it does not. */
final class RandomJson {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final String LETTERS = "abcXYZ 019.,?!%_\"\\\n\u00e9\u05d0\u4e2d";

  private final Contract contract;
  private final Random random;

  /** A value somewhere in a body that may be spoiled. */
  record Spot(ObjectNode parent, String name, String path, JsonNode schema, boolean required) {}

  RandomJson(Contract contract, Random random) {
    this.contract = contract;
    this.random = random;
  }

  JsonNode value(JsonNode reference) {
    return value("", reference, new ArrayList<>(), "");
  }

  /**
   * A value that fits.
   *
   * @param spots where it can be spoiled is added
   */
  JsonNode value(String name, JsonNode reference, List<Spot> spots, String path) {
    JsonNode schema = choice(contract.resolve(reference));
    return switch (type(schema)) {
      case "object" -> object(schema, spots, path);
      case "array" -> array(name, schema, spots, path);
      case "string" -> NODES.textNode(text(name, schema));
      case "integer" -> NODES.numberNode(integer(schema));
      case "boolean" -> NODES.booleanNode(random.nextBoolean());
      default -> NullNode.getInstance();
    };
  }

  /** Of a value that may be null: not, for that is left to whoever leaves it out. */
  private JsonNode choice(JsonNode schema) {
    for (String either : List.of("oneOf", "anyOf")) {
      if (schema.has(either)) {
        List<JsonNode> choices = new ArrayList<>();
        schema.path(either).forEach(choices::add);
        choices.removeIf(one -> one.path("type").asText().equals("null"));
        JsonNode one = choices.get(random.nextInt(choices.size()));
        return choice(contract.resolve(one));
      }
    }
    return schema;
  }

  static String type(JsonNode schema) {
    JsonNode type = schema.path("type");
    return type.isArray() ? type.get(0).asText() : type.asText();
  }

  private ObjectNode object(JsonNode schema, List<Spot> spots, String path) {
    ObjectNode object = NODES.objectNode();
    Set<String> required = new HashSet<>();
    schema.path("required").forEach(name -> required.add(name.asText()));
    schema
        .path("properties")
        .properties()
        .forEach(
            member -> {
              String name = member.getKey();
              boolean needed = required.contains(name);
              if (needed || random.nextInt(3) == 0) {
                String place = path + name;
                object.set(name, value(name, member.getValue(), spots, place + "."));
                spots.add(new Spot(object, name, place, member.getValue(), needed));
              } else if (random.nextInt(5) == 0) {
                object.putNull(name);
              }
            });
    return object;
  }

  private ArrayNode array(String name, JsonNode schema, List<Spot> spots, String path) {
    int least = schema.path("minItems").asInt(0);
    int size = Math.min(least + random.nextInt(4), schema.path("maxItems").asInt(4));
    ArrayNode array = NODES.arrayNode();
    String place = path.endsWith(".") ? path.substring(0, path.length() - 1) : path;
    for (int i = 0; i < size; i++) {
      array.add(value(name, schema.path("items"), spots, "%s[%d].".formatted(place, i)));
    }
    return array;
  }

  private String text(String name, JsonNode schema) {
    if (schema.has("enum")) {
      return schema.path("enum").get(random.nextInt(values(schema))).asText();
    }
    // The key is bound to this one.
    if (name.equals("end_user_id")) {
      return "eu_1";
    }
    if (name.equals("email")) {
      return "ana" + random.nextInt(1_000) + "@mail.example";
    }
    if (name.equals("audio_url")) {
      return "https://audio.example/" + random.nextInt(1_000) + ".mp3";
    }
    if (schema.path("format").asText().equals("iana-time-zone")) {
      return "Europe/Berlin";
    }
    if (schema.path("format").asText().equals("uri")) {
      return "https://hooks.example/" + letters("aB1", 1 + random.nextInt(20));
    }
    if (schema.path("format").asText().equals("date-time")) {
      return Instant.ofEpochSecond(random.nextInt(2_000_000_000)).toString();
    }
    String pattern = schema.path("pattern").asText();
    if (pattern.startsWith("^") && pattern.contains("[A-Za-z0-9]{1,64}")) {
      return pattern.substring(1, pattern.indexOf('[')) + letters("a1B2Z9", 1 + random.nextInt(64));
    }
    int most = schema.path("maxLength").asInt(40);
    int length = random.nextInt(8) == 0 ? most : 1 + random.nextInt(Math.min(most, 40));
    return "q" + letters(LETTERS, length - 1);
  }

  private static int values(JsonNode schema) {
    int values = schema.path("enum").size();
    return schema.path("enum").get(values - 1).isNull() ? values - 1 : values;
  }

  private String letters(String alphabet, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }

  private int integer(JsonNode schema) {
    int least = schema.path("minimum").asInt(0);
    return least + random.nextInt(schema.path("maximum").asInt(100) - least + 1);
  }

  /**
   * Makes a value one that the schema does not allow.
   *
   * @return the path that an error must name
   */
  String spoil(Spot spot) {
    JsonNode schema = contract.resolve(spot.schema());
    List<JsonNode> wrong = new ArrayList<>();
    String type = type(schema);
    wrong.add(type.equals("string") ? NODES.numberNode(7) : NODES.textNode("x"));
    wrong.add(type.equals("boolean") ? NODES.numberNode(1) : NODES.booleanNode(true));
    if (type.equals("string")) {
      spoilText(schema, wrong);
    }
    if (schema.has("maximum")) {
      wrong.add(NODES.numberNode(schema.path("maximum").asInt() + 1));
      wrong.add(NODES.numberNode(schema.path("minimum").asInt() - 1));
      wrong.add(NODES.numberNode(1.5));
    }
    if (schema.path("minItems").asInt(0) > 0) {
      wrong.add(NODES.arrayNode());
    }
    if (spot.required() && random.nextInt(4) == 0) {
      spot.parent().remove(spot.name());
    } else {
      spot.parent().set(spot.name(), wrong.get(random.nextInt(wrong.size())));
    }
    return spot.path();
  }

  private void spoilText(JsonNode schema, List<JsonNode> wrong) {
    if (schema.has("enum")) {
      wrong.add(NODES.textNode("nonsense"));
    }
    if (schema.has("pattern")) {
      wrong.add(NODES.textNode(" "));
    }
    if (schema.path("pattern").asText().startsWith("^")) {
      wrong.add(NODES.textNode("rec-1"));
    }
    if (schema.has("format")) {
      wrong.add(NODES.textNode("yesterday"));
    }
    if (schema.has("maxLength")) {
      wrong.add(NODES.textNode("x".repeat(schema.path("maxLength").asInt() + 1)));
    }
  }
}
