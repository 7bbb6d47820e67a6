package dev.hark.gateway.body;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hark.gateway.error.Failure;
import dev.hark.gateway.error.FailureException;
import dev.hark.gateway.http.Json;
import dev.hark.runtime.time.WireTime;
import dev.hark.words.Line;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/**
 * The fields of an object in a request, read one by one; those that nobody asks for are ignored.
 * What does not fit ends the request with a failure that names the field. A field that is null
 * counts as left out.
 */
public final class Fields {
  private final ObjectNode object;
  private final String place;

  private Fields(ObjectNode object) {
    this(object, "");
  }

  /** Those of a whole body. */
  public static Fields of(ObjectNode object) {
    return new Fields(object);
  }

  private Fields(ObjectNode object, String place) {
    this.object = object;
    this.place = place;
  }

  /** Those that stand by themselves, such as the arguments of a tool. */
  public static Fields of(Map<String, Object> values) {
    return new Fields(Json.mapper().<ObjectNode>valueToTree(values));
  }

  @Override
  public String toString() {
    return object.toString();
  }

  /** The path of a field in the whole body, such as {@code scope.type}. */
  public String path(String name) {
    return place + name;
  }

  /** The failure to throw when a value has the right type and is wrong all the same. */
  public static FailureException wrong(String field, String expectation) {
    return new FailureException(
        Failure.invalid(field, "'%s' must be %s.".formatted(field, expectation)));
  }

  /** The failure of a file in which something cannot be read: where, and what was expected. */
  public static FailureException unreadable(String field, String why) {
    return new FailureException(
        Failure.invalid(field, "'%s' cannot be read: %s.".formatted(field, why)));
  }

  /** The time that a field or parameter says. */
  public static Instant time(String field, String text) {
    return WireTime.parse(text)
        .orElseThrow(
            () -> wrong(field, "an ISO 8601 time with its zone, such as 2026-05-16T09:12:00Z"));
  }

  public String requiredText(String name) {
    return optionalText(name)
        .orElseThrow(
            () ->
                new FailureException(
                    Failure.invalid(
                        path(name), "'%s' is required: a string.".formatted(path(name)))));
  }

  public Optional<String> optionalText(String name) {
    return field(name).map(node -> text(path(name), node));
  }

  /** Something to read: not only white space. Counted in code points. */
  public String requiredWords(String name, int most) {
    return words(name, requiredText(name), most);
  }

  public Optional<String> optionalWords(String name, int most) {
    return optionalText(name).map(text -> words(name, text, most));
  }

  /** A title without the white space around it; counted in UTF-16 units, as browsers do. */
  public String requiredTitle(String name, int most) {
    return title(name, requiredText(name), most);
  }

  public Optional<String> optionalTitle(String name, int most) {
    return optionalText(name).map(text -> title(name, text, most));
  }

  private String title(String name, String text, int most) {
    String trimmed = Line.trim(text);
    if (Line.isBlank(trimmed) || trimmed.length() > most) {
      throw wrong(path(name), "1 to %d characters, not all of them white space".formatted(most));
    }
    return trimmed;
  }

  private String words(String name, String text, int most) {
    if (Line.isBlank(text) || text.codePointCount(0, text.length()) > most) {
      throw wrong(path(name), "1 to %d characters, not all of them white space".formatted(most));
    }
    return text;
  }

  /** The fields of an object within this one. */
  public Optional<Fields> optionalObject(String name) {
    return field(name).map(node -> object(path(name), node));
  }

  /** An object of the client's own, as JSON. */
  public Optional<String> optionalObjectText(String name, int mostBytes) {
    return field(name)
        .map(
            node -> {
              String text = node.toString();
              if (!node.isObject() || text.getBytes(StandardCharsets.UTF_8).length > mostBytes) {
                throw wrong(path(name), "an object of at most %d bytes".formatted(mostBytes));
              }
              return text;
            });
  }

  /** Whether the field stands there, be it as null. */
  public boolean says(String name) {
    return object.has(name);
  }

  /** The name of a time zone, as IANA has them. */
  public Optional<String> optionalTimeZone(String name) {
    return optionalText(name)
        .map(
            text -> {
              if (!ZoneId.getAvailableZoneIds().contains(text)) {
                throw wrong(path(name), "an IANA name, such as 'Europe/Berlin'");
              }
              return text;
            });
  }

  public Fields requiredObject(String name) {
    return optionalObject(name)
        .orElseThrow(
            () ->
                new FailureException(
                    Failure.invalid(
                        path(name), "'%s' is required: an object.".formatted(path(name)))));
  }

  /** Empty when left out. */
  public List<Fields> optionalObjects(String name, int most) {
    Optional<JsonNode> list = field(name);
    if (list.isEmpty()) {
      return List.of();
    }
    if (!list.get().isArray() || list.get().size() > most) {
      throw wrong(path(name), "a list of at most %d objects".formatted(most));
    }
    return IntStream.range(0, list.get().size())
        .mapToObj(i -> object("%s[%d]".formatted(path(name), i), list.get().get(i)))
        .toList();
  }

  private static Fields object(String path, JsonNode node) {
    if (node instanceof ObjectNode object) {
      return new Fields(object, path + ".");
    }
    throw wrong(path, "an object");
  }

  /** A number that is whole counts, however it is written ({@code 8.0}). */
  public OptionalInt optionalInteger(String name, int least, int most) {
    Optional<JsonNode> node = field(name);
    if (node.isEmpty()) {
      return OptionalInt.empty();
    }
    JsonNode number = node.get();
    if (!number.isNumber()
        || !isWhole(number)
        || number.intValue() < least
        || number.intValue() > most) {
      throw wrong(path(name), "an integer from %d to %d".formatted(least, most));
    }
    return OptionalInt.of(number.intValue());
  }

  /** The same for numbers that may be larger. */
  public OptionalLong optionalLong(String name, long least, long most) {
    Optional<JsonNode> node = field(name);
    if (node.isEmpty()) {
      return OptionalLong.empty();
    }
    JsonNode number = node.get();
    if (!number.isNumber()
        || !number.canConvertToExactIntegral()
        || !number.canConvertToLong()
        || number.longValue() < least
        || number.longValue() > most) {
      throw wrong(path(name), "an integer from %d to %d".formatted(least, most));
    }
    return OptionalLong.of(number.longValue());
  }

  public Optional<Boolean> optionalBoolean(String name) {
    return field(name)
        .map(
            node -> {
              if (!node.isBoolean()) {
                throw wrong(path(name), "true or false");
              }
              return node.booleanValue();
            });
  }

  /** Empty when left out; an empty list is refused unless {@code least} is 0. */
  public Optional<List<String>> optionalTexts(String name, int least, int most) {
    return field(name).map(node -> texts(path(name), node, least, most));
  }

  private static List<String> texts(String name, JsonNode list, int least, int most) {
    if (!list.isArray() || list.size() < least || list.size() > most) {
      throw wrong(name, "a list of %d to %d strings".formatted(least, most));
    }
    List<String> texts = new ArrayList<>(list.size());
    for (int i = 0; i < list.size(); i++) {
      texts.add(text("%s[%d]".formatted(name, i), list.get(i)));
    }
    return List.copyOf(texts);
  }

  static String text(String path, JsonNode node) {
    if (!node.isTextual()) {
      throw wrong(path, "a string");
    }
    String text = node.textValue();
    if (!isClean(text)) {
      throw wrong(path, "text without NUL and without unpaired surrogates");
    }
    return text;
  }

  static boolean isClean(String text) {
    return text.codePoints().noneMatch(c -> c == 0 || (c >= 0xD800 && c <= 0xDFFF));
  }

  private static boolean isWhole(JsonNode number) {
    return number.canConvertToExactIntegral() && number.canConvertToInt();
  }

  Optional<JsonNode> field(String name) {
    return Optional.ofNullable(object.get(name)).filter(node -> !node.isNull());
  }
}
