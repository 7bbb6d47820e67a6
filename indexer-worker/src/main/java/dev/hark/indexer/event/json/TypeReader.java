package dev.hark.indexer.event.json;

import com.fasterxml.jackson.core.JsonToken;
import dev.hark.indexer.event.ErrorCode;
import dev.hark.indexer.event.EventType;
import dev.hark.indexer.event.UnacceptableEventException;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Finds the type of an event without reading more than it must. */
final class TypeReader {
  private TypeReader() {}

  static EventType read(ByteBuffer value) throws IOException {
    StrictParser parser = StrictParser.over(value);
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw new UnacceptableEventException(ErrorCode.NOT_JSON, "expected a JSON object");
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken token = parser.nextToken();
      if (name.equals("type") && token != JsonToken.VALUE_NULL) {
        return type(parser, token);
      }
      parser.skipChildren();
    }
    throw new UnacceptableEventException(ErrorCode.MISSING_FIELD, "type: required");
  }

  private static EventType type(StrictParser parser, JsonToken token) throws IOException {
    if (token != JsonToken.VALUE_STRING) {
      throw new UnacceptableEventException(ErrorCode.WRONG_TYPE, "type: expected text");
    }
    return EventType.named(parser.getText())
        .orElseThrow(
            () ->
                new UnacceptableEventException(
                    ErrorCode.UNKNOWN_TYPE, "type: expected one of the event contract"));
  }
}
