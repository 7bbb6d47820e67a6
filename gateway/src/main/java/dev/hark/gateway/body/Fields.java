package dev.hark.gateway.body;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hark.gateway.error.Failure;
import dev.hark.gateway.error.FailureException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The fields of an object in a request, read one by one; those that nobody asks for are ignored.
 * What does not fit ends the request with a failure that names the field. A field that is null
 * counts as left out.
 */
public final class Fields {
  private final ObjectNode object;

  Fields(ObjectNode object) {
    this.object = object;
  }

  /** The failure to throw when a value has the right type and is wrong all the same. */
  public static FailureException wrong(String field, String expectation) {
    return new FailureException(
        Failure.invalid(field, "'%s' must be %s.".formatted(field, expectation)));
  }

  public String requiredText(String name) {
    return optionalText(name)
        .orElseThrow(
            () ->
                new FailureException(
                    Failure.invalid(name, "'%s' is required: a string.".formatted(name))));
  }

  public Optional<String> optionalText(String name) {
    return field(name).map(node -> text(name, node));
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
      throw wrong(name, "an integer from %d to %d".formatted(least, most));
    }
    return OptionalInt.of(number.intValue());
  }

  /** Empty when left out; an empty list is refused unless {@code least} is 0. */
  public Optional<List<String>> optionalTexts(String name, int least, int most) {
    return field(name).map(node -> texts(name, node, least, most));
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

  private static String text(String path, JsonNode node) {
    if (!node.isTextual()) {
      throw wrong(path, "a string");
    }
    String text = node.textValue();
    if (!isClean(text)) {
      throw wrong(path, "text without NUL and without unpaired surrogates");
    }
    return text;
  }

  private static boolean isClean(String text) {
    return text.codePoints().noneMatch(c -> c == 0 || (c >= 0xD800 && c <= 0xDFFF));
  }

  private static boolean isWhole(JsonNode number) {
    return number.canConvertToExactIntegral() && number.canConvertToInt();
  }

  private Optional<JsonNode> field(String name) {
    return Optional.ofNullable(object.get(name)).filter(node -> !node.isNull());
  }
}
