package dev.hark.indexer.event;

import static dev.hark.indexer.event.ErrorCode.MISSING_FIELD;
import static dev.hark.indexer.event.ErrorCode.WRONG_TYPE;
import static dev.hark.indexer.event.ErrorCode.WRONG_VALUE;

import dev.hark.runtime.text.StorableText;
import dev.hark.runtime.time.WireTime;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The values that a decoder found in one object of an event, whatever the format, and the checks of
 * the contract on them. What is wrong is named by its path and never repeated, since a wrong value
 * may be anything, a transcript too.
 */
public final class Fields {
  private final String path;
  private final int index;
  private final Map<String, Object> values = new HashMap<>();

  private Fields(String path, int index) {
    this.path = path;
    this.index = index;
  }

  public static Fields of(String path) {
    return new Fields(path, -1);
  }

  public static Fields item(String path, int index) {
    return new Fields(path, index);
  }

  /** Where a field stands, e.g. {@code data.segments[3].text}. */
  public String pathOf(String name) {
    String own = index < 0 ? path : path + "[" + index + "]";
    return own.isEmpty() ? name : own + "." + name;
  }

  /**
   * Keeps what was found: text, Boolean, Long for a whole number and BigDecimal for any other, an
   * Instant, segments, {@link TextList}, {@link Names}, {@link RawObject} or {@link Nested}.
   */
  public void put(String name, Object value) {
    values.put(name, value);
  }

  /** A JSON object as it came. */
  public record RawObject(String json) {}

  /** An array of nothing but texts. */
  public record TextList(List<String> texts) {
    public TextList {
      texts = List.copyOf(texts);
    }
  }

  /** An object of nothing but texts, in their order; an empty name stands for none. */
  public record Names(List<Map.Entry<String, String>> entries) {
    public Names {
      entries = List.copyOf(entries);
    }
  }

  /** An object or array that nobody asked for. */
  public enum Nested {
    VALUE
  }

  public boolean has(String name) {
    return values.containsKey(name);
  }

  <T> T id(String name, Function<String, T> parse) {
    return required(name, optionalId(name, parse));
  }

  <T> @Nullable T optionalId(String name, Function<String, T> parse) {
    String text = optional(name, String.class, "text");
    try {
      return text == null ? null : parse.apply(text);
    } catch (IllegalArgumentException e) {
      throw wrong(name, String.valueOf(e.getMessage()));
    }
  }

  Instant time(String name) {
    return required(name, optionalTime(name));
  }

  @Nullable Instant optionalTime(String name) {
    if (values.get(name) instanceof Instant instant) {
      return instant;
    }
    @Nullable String text = optional(name, String.class, "text");
    return text == null
        ? null
        : WireTime.parse(text)
            .orElseThrow(
                () ->
                    wrong(
                        name,
                        "expected a time with Z or an offset, such as 2026-05-04T09:30:00.000Z"));
  }

  String text(String name) {
    return required(name, optionalText(name));
  }

  @Nullable String optionalText(String name) {
    String text = optional(name, String.class, "text");
    return text == null ? null : StorableText.wellFormed(text);
  }

  @Nullable String optionalText(String name, int maxCodePoints) {
    String text = optionalText(name);
    if (text != null && text.codePointCount(0, text.length()) > maxCodePoints) {
      throw wrong(name, "expected at most " + maxCodePoints + " characters");
    }
    return text;
  }

  Duration millis(String name) {
    return required(name, optionalMillis(name));
  }

  @Nullable Duration optionalMillis(String name) {
    Long value = optional(name, Long.class, "a whole number");
    if (value != null && (value < 0 || value > Limits.MAX_MILLIS)) {
      throw wrong(name, "expected milliseconds from 0 to " + Limits.MAX_MILLIS);
    }
    return value == null ? null : Duration.ofMillis(value);
  }

  /** Any number, whatever it says, or none. */
  void checkNumber(String name) {
    Object value = values.get(name);
    if (!(value instanceof Long || value instanceof BigDecimal || value instanceof Double)) {
      optional(name, BigDecimal.class, "a number");
    }
  }

  @Nullable String optionalRawObject(String name) {
    RawObject object = optional(name, RawObject.class, "an object");
    return object == null ? null : object.json();
  }

  /** Texts of 1 to so many characters, each once, in their order. */
  @Nullable List<String> optionalTexts(String name, int most, int maxCodePoints) {
    TextList texts = optional(name, TextList.class, "an array of texts");
    if (texts == null) {
      return null;
    }
    List<String> wellFormed =
        texts.texts().stream().map(StorableText::wellFormed).distinct().toList();
    if (wellFormed.size() > most
        || wellFormed.stream()
            .anyMatch(
                text -> text.isBlank() || text.codePointCount(0, text.length()) > maxCodePoints)) {
      throw wrong(
          name, "expected at most %d texts of 1 to %d characters".formatted(most, maxCodePoints));
    }
    return wellFormed;
  }

  /** Names by what they stand for, both without spaces around them; one may be empty. */
  Map<String, String> optionalNames(String name, int most, int maxCodePoints) {
    Names names = optional(name, Names.class, "an object of texts");
    Map<String, String> byLabel = new HashMap<>();
    for (var entry : names == null ? List.<Map.Entry<String, String>>of() : names.entries()) {
      String label = StorableText.wellFormed(entry.getKey()).strip();
      String given = StorableText.wellFormed(entry.getValue());
      String shown = given.strip();
      boolean named = given.isEmpty() || isName(shown, maxCodePoints);
      if (!isName(label, maxCodePoints) || !named || byLabel.put(label, shown) != null) {
        throw wrong(
            name, "expected labels and names of 1 to " + maxCodePoints + " characters, each once");
      }
    }
    if (byLabel.size() > most) {
      throw wrong(name, "expected at most " + most + " names");
    }
    return byLabel;
  }

  private static boolean isName(String text, int maxCodePoints) {
    return !text.isEmpty() && text.codePointCount(0, text.length()) <= maxCodePoints;
  }

  @Nullable List<Segment> optionalSegments(String name) {
    SegmentList segments = optional(name, SegmentList.class, "an array");
    return segments == null ? null : segments.segments();
  }

  <T> T required(String name, @Nullable T value) {
    if (value == null) {
      throw new UnacceptableEventException(MISSING_FIELD, pathOf(name) + ": required");
    }
    return value;
  }

  UnacceptableEventException wrong(String name, String expected) {
    return new UnacceptableEventException(WRONG_VALUE, pathOf(name) + ": " + expected);
  }

  private <T> @Nullable T optional(String name, Class<T> type, String expected) {
    Object value = values.get(name);
    if (value != null && !type.isInstance(value)) {
      throw new UnacceptableEventException(WRONG_TYPE, pathOf(name) + ": expected " + expected);
    }
    return type.cast(value);
  }
}
