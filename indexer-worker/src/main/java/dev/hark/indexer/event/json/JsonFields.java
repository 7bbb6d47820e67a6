package dev.hark.indexer.event.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.hark.indexer.event.ErrorCode;
import dev.hark.indexer.event.Fields;
import dev.hark.indexer.event.UnacceptableEventException;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Walks through JSON objects; what is done with a field's value is the caller's business. */
final class JsonFields {
  /** Takes the value that the parser stands on, and leaves the parser on its last token. */
  interface Reader {
    void read(String name, StrictParser parser) throws IOException;
  }

  private JsonFields() {}

  /** Reads every field of the object that the parser stands on; null means absent. */
  static void readObject(StrictParser parser, String path, Reader reader) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw new UnacceptableEventException(ErrorCode.WRONG_TYPE, path + ": expected an object");
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      if (parser.nextToken() != JsonToken.VALUE_NULL) {
        reader.read(name, parser);
      }
    }
  }

  /** Keeps a plain value under its name. */
  static void keep(Fields fields, String name, JsonParser parser) throws IOException {
    fields.put(name, value(parser));
  }

  /** The array that the parser stands on: texts, or what nobody asked for. */
  static Object texts(JsonParser parser) throws IOException {
    List<String> texts = new ArrayList<>();
    boolean nothingElse = true;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (value(parser) instanceof String text) {
        texts.add(text);
      } else {
        nothingElse = false;
      }
    }
    return nothingElse ? new Fields.TextList(texts) : Fields.Nested.VALUE;
  }

  /**
   * The object that the parser stands on: texts, where null is an empty one, or what nobody asked
   * for. An empty text is no name, and told as spaces.
   */
  static Object names(JsonParser parser) throws IOException {
    List<Map.Entry<String, String>> names = new ArrayList<>();
    boolean nothingElse = true;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String label = parser.currentName();
      if (parser.nextToken() == JsonToken.VALUE_NULL) {
        names.add(Map.entry(label, ""));
      } else if (value(parser) instanceof String name) {
        names.add(Map.entry(label, name.isEmpty() ? " " : name));
      } else {
        nothingElse = false;
      }
    }
    return nothingElse ? new Fields.Names(names) : Fields.Nested.VALUE;
  }

  private static Object value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case VALUE_STRING -> parser.getText();
      case VALUE_TRUE, VALUE_FALSE -> parser.getBooleanValue();
      case VALUE_NUMBER_FLOAT -> parser.getDecimalValue();
      case VALUE_NUMBER_INT -> whole(parser.getBigIntegerValue());
      default -> {
        parser.skipChildren();
        yield Fields.Nested.VALUE;
      }
    };
  }

  private static Long whole(BigInteger value) {
    // No field takes a number this far out: the nearest long is refused just the same.
    return value.bitLength() < Long.SIZE
        ? Long.valueOf(value.longValue())
        : Long.valueOf(value.signum() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE);
  }
}
