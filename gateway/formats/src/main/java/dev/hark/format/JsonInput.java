package dev.hark.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A JSON text read from its begin to its end, without a tree of it in memory. Each method reads the
 * value that the input stands at; null is as good as missing.
 */
final class JsonInput {
  /** What to do with a member, whose value the input stands at. */
  interface Member {
    /** False when the member is not known: it is skipped. */
    boolean read(String name) throws IOException;
  }

  /** What to do with an element, which the input stands at. */
  interface Element {
    void read() throws IOException;
  }

  /** What to do with a text as a whole. */
  interface Document {
    void read(JsonInput in) throws IOException;
  }

  private static final int DEEPEST = 64;
  private static final int LONGEST_NUMBER = 1000;

  /** Python writes NaN and Infinity. */
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxNumberLength(LONGEST_NUMBER)
                  .maxStringLength(Transcripts.MAX_BYTES)
                  .build())
          .build();

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,40}");

  private final String text;
  private final JsonParser parser;
  final Warnings warnings;

  private JsonInput(String text, JsonParser parser, Warnings warnings) {
    this.text = text;
    this.parser = parser;
    this.warnings = warnings;
  }

  /** Reads all of the text. A duplicate member is looked for when {@code strict}, once a text. */
  static void read(String text, boolean strict, Warnings warnings, Document document) {
    try (JsonParser parser = JSON.createParser(text)) {
      parser.configure(StreamReadFeature.STRICT_DUPLICATE_DETECTION.mappedFeature(), strict);
      JsonInput in = new JsonInput(text, parser, warnings);
      in.next();
      document.read(in);
      if (in.next() != null) {
        throw in.unreadable("nothing behind the JSON", "more");
      }
    } catch (IOException e) {
      throw new IllegalStateException("a text in memory cannot fail to be read", e);
    }
  }

  private @Nullable JsonToken next() throws IOException {
    try {
      return parser.nextToken();
    } catch (JsonEOFException e) {
      throw malformed("the rest of the JSON", "the end");
    } catch (StreamConstraintsException e) {
      throw malformed(
          "JSON nested at most %d deep, numbers of at most %,d digits"
              .formatted(DEEPEST, LONGEST_NUMBER),
          "more");
    } catch (IOException e) {
      boolean twice = e.getMessage() != null && e.getMessage().startsWith("Duplicate");
      long at = parser.currentLocation().getCharOffset();
      int from = Math.clamp(at - 1, 0, text.length() - 1);
      String seen = UnreadableTranscriptException.shape(text.substring(from, from + 1));
      throw twice ? malformed("each member once", "one twice") : malformed("JSON", seen);
    }
  }

  private UnreadableTranscriptException malformed(String expected, String seen) {
    var place = parser.currentLocation();
    return new UnreadableTranscriptException(
        "line %d, column %d".formatted(place.getLineNr(), place.getColumnNr()), expected, seen);
  }

  private JsonToken token() {
    JsonToken token = parser.currentToken();
    return token == null ? JsonToken.NOT_AVAILABLE : token;
  }

  boolean isArray() {
    return token() == JsonToken.START_ARRAY;
  }

  boolean isObject() {
    return token() == JsonToken.START_OBJECT;
  }

  boolean isNull() {
    return token() == JsonToken.VALUE_NULL;
  }

  void object(Member members) throws IOException {
    if (isNull()) {
      return;
    }
    if (!isObject()) {
      throw expected("an object");
    }
    while (next() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      next();
      if (!members.read(name)) {
        skip();
      }
    }
  }

  void array(Element element) throws IOException {
    if (isNull()) {
      return;
    }
    if (!isArray()) {
      throw expected("an array");
    }
    while (next() != JsonToken.END_ARRAY) {
      element.read();
    }
  }

  /** Goes to the end of the value. */
  void skip() throws IOException {
    int open = 0;
    do {
      open += token().isStructStart() ? 1 : token().isStructEnd() ? -1 : 0;
    } while (open > 0 && next() != null);
  }

  /** Of a number or a truth value too; null is the empty text. */
  String text() throws IOException {
    if (token().isStructStart()) {
      throw expected("a text");
    }
    return isNull() ? "" : Decoder.wellFormed(parser.getText(), warnings);
  }

  /**
   * Also of a text that is a number, a duration ({@code 1.300s}) or a time, and of an object with
   * seconds and nanos. NaN when it is null or no finite number.
   */
  double number() throws IOException {
    double number =
        switch (token()) {
          case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
          case VALUE_STRING -> written(parser.getText().strip());
          case START_OBJECT -> secondsAndNanos();
          case VALUE_NULL -> Double.NaN;
          default -> throw expected("a number");
        };
    return Double.isFinite(number) ? number : Double.NaN;
  }

  private double written(String number) {
    double value = Clock.seconds(number);
    boolean none = number.isEmpty() || number.equalsIgnoreCase("nan");
    if (Double.isNaN(value) && !none) {
      throw unreadable("a number", "the text " + UnreadableTranscriptException.shape(number));
    }
    return value;
  }

  private double secondsAndNanos() throws IOException {
    double[] parts = {0, 0};
    object(
        name -> {
          boolean seconds = name.equals("seconds");
          if (seconds || name.equals("nanos")) {
            double value = number();
            parts[seconds ? 0 : 1] = Double.isNaN(value) ? 0 : value;
          }
          return seconds || name.equals("nanos");
        });
    return parts[0] + parts[1] / 1e9;
  }

  UnreadableTranscriptException expected(String expected) {
    return unreadable(expected, seen());
  }

  UnreadableTranscriptException unreadable(String expected, String seen) {
    return new UnreadableTranscriptException(path(), expected, seen);
  }

  private String seen() {
    return switch (token()) {
      case START_OBJECT -> "an object";
      case START_ARRAY -> "an array";
      case VALUE_STRING -> "a text";
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
      case VALUE_TRUE, VALUE_FALSE -> "a truth value";
      case VALUE_NULL -> "null";
      default -> "nothing";
    };
  }

  /** Such as {@code results.channels[0]}; names that are none of the formats' are not told. */
  String path() {
    StringBuilder path = new StringBuilder();
    path(parser.getParsingContext(), path);
    return path.isEmpty() ? "content" : path.toString();
  }

  private static void path(JsonStreamContext context, StringBuilder path) {
    if (context.getParent() != null) {
      path(context.getParent(), path);
    }
    String name = context.getCurrentName();
    if (context.inArray() && context.hasCurrentIndex()) {
      path.append('[').append(context.getCurrentIndex()).append(']');
    } else if (name != null) {
      path.append(path.isEmpty() ? "" : ".").append(NAME.matcher(name).matches() ? name : "?");
    }
  }
}
