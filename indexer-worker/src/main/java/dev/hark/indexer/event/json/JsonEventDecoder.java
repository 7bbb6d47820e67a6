package dev.hark.indexer.event.json;

import com.fasterxml.jackson.core.JsonToken;
import dev.hark.indexer.event.ErrorCode;
import dev.hark.indexer.event.EventAssembler;
import dev.hark.indexer.event.EventDecoder;
import dev.hark.indexer.event.EventDecoder.Decoded;
import dev.hark.indexer.event.EventType;
import dev.hark.indexer.event.Fields;
import dev.hark.indexer.event.Limits;
import dev.hark.indexer.event.RecordingEvent;
import dev.hark.indexer.event.Subject;
import dev.hark.indexer.event.UnacceptableEventException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Decodes events of JSON, as a stream: a large event is never a tree. */
public final class JsonEventDecoder implements EventDecoder {
  @Override
  public Decoded decode(ByteBuffer value) {
    try {
      return new Decoded.Accepted(JsonDocument.read(value, JsonEventDecoder::event));
    } catch (UnacceptableEventException e) {
      return new Decoded.Unacceptable(e.problem(), subject(value));
    }
  }

  @Override
  public Subject subject(ByteBuffer value) {
    return SubjectReader.read(value);
  }

  /** Which fields count depends on the type, which may come last, so it is looked up first. */
  private static RecordingEvent event(ByteBuffer value) throws IOException {
    EventType type = TypeReader.read(value);
    Fields envelope = Fields.of("");
    Fields data = Fields.of("data");
    Fields error = Fields.of("data.error");
    StrictParser parser = StrictParser.over(value);
    parser.nextToken();
    JsonFields.readObject(
        parser,
        "event",
        (name, at) -> {
          if (name.equals("data")) {
            envelope.put(name, Fields.Nested.VALUE);
            readData(type, value, at, data, error);
          } else if (EventFields.ENVELOPE.contains(name)) {
            JsonFields.keep(envelope, name, at);
          } else {
            at.skipChildren();
          }
        });
    JsonDocument.expectEnd(parser);
    if (!envelope.has("data")) {
      throw new UnacceptableEventException(ErrorCode.MISSING_FIELD, "data: required");
    }
    return new EventAssembler(envelope, data, error).event(type);
  }

  private static void readData(
      EventType type, ByteBuffer value, StrictParser parser, Fields data, Fields error)
      throws IOException {
    JsonFields.readObject(
        parser,
        "data",
        (name, at) -> {
          if (!EventFields.of(type).contains(name)) {
            at.skipChildren();
          } else if (name.equals("segments") && at.currentToken() == JsonToken.START_ARRAY) {
            data.put(name, JsonSegments.read(at, "data.segments"));
          } else if (name.equals("metadata") && at.currentToken() == JsonToken.START_OBJECT) {
            data.put(name, metadata(value, at));
          } else if (name.equals("tags") && at.currentToken() == JsonToken.START_ARRAY) {
            data.put(name, JsonFields.texts(at));
          } else if (name.equals("speakers") && at.currentToken() == JsonToken.START_OBJECT) {
            data.put(name, JsonFields.names(at));
          } else if (name.equals("error") && at.currentToken() == JsonToken.START_OBJECT) {
            data.put(name, new Fields.RawObject(""));
            JsonFields.readObject(at, "data.error", (key, v) -> JsonFields.keep(error, key, v));
          } else {
            JsonFields.keep(data, name, at);
          }
        });
  }

  private static Fields.RawObject metadata(ByteBuffer value, StrictParser parser)
      throws IOException {
    long from = parser.currentTokenLocation().getCharOffset();
    parser.skipChildren();
    int start = Utf8.bytes(value, from);
    int length = Utf8.bytes(value, parser.offset()) - start;
    if (length > Limits.MAX_METADATA_BYTES) {
      throw new UnacceptableEventException(
          ErrorCode.WRONG_VALUE,
          "data.metadata: expected at most " + Limits.MAX_METADATA_BYTES + " bytes");
    }
    int offset = value.arrayOffset() + value.position() + start;
    return new Fields.RawObject(new String(value.array(), offset, length, StandardCharsets.UTF_8));
  }
}
