package dev.hark.stack.deadletter;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.TextFormat;
import dev.hark.proto.event.v1.RecordingEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * What can be read of an event that is not as it should be.
 *
 * @param type empty when that cannot be read
 * @param project empty when that cannot be read
 */
record EventContent(String type, String project) {
  private static final JsonFactory JSON =
      new JsonFactoryBuilder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
          .build();

  private static final EventContent UNKNOWN = new EventContent("", "");

  static EventContent of(DeadLetter letter) {
    byte[] value = letter.record().value();
    if (value == null) {
      return UNKNOWN;
    }
    return isProtobuf(letter) ? ofProtobuf(value) : ofJson(value);
  }

  private static EventContent ofJson(byte[] value) {
    String type = "";
    String project = "";
    try (JsonParser parser = JSON.createParser(value)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return UNKNOWN;
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        boolean isText = parser.nextToken() == JsonToken.VALUE_STRING;
        if (isText && name.equals("type")) {
          type = parser.getText();
        } else if (isText && name.equals("project_id")) {
          project = parser.getText();
        }
        parser.skipChildren();
      }
    } catch (IOException notJson) {
      // What stands before the fault is better than nothing.
    }
    return new EventContent(type, project);
  }

  private static EventContent ofProtobuf(byte[] value) {
    try {
      RecordingEvent event = RecordingEvent.parseFrom(value);
      return new EventContent(type(event), event.getProjectId());
    } catch (InvalidProtocolBufferException notProtobuf) {
      return UNKNOWN;
    }
  }

  /** {@code RECORDING_CREATED} is {@code recording.created} on the wire. */
  private static String type(RecordingEvent event) {
    if (event.getDataCase() == RecordingEvent.DataCase.DATA_NOT_SET) {
      return "";
    }
    String name = event.getDataCase().name().toLowerCase(Locale.ROOT);
    int end = name.lastIndexOf('_');
    return name.substring(0, end) + "." + name.substring(end + 1);
  }

  /** The whole event for a person to read: it holds words of a transcript. */
  static String words(DeadLetter letter) {
    byte[] value = letter.record().value();
    if (value == null) {
      return "(none: it is too large for a letter; see where it came from)";
    }
    if (isProtobuf(letter)) {
      try {
        return TextFormat.printer().printToString(RecordingEvent.parseFrom(value)).strip();
      } catch (InvalidProtocolBufferException notProtobuf) {
        return "(%d bytes that are no Protobuf event)".formatted(value.length);
      }
    }
    return new String(value, StandardCharsets.UTF_8);
  }

  private static boolean isProtobuf(DeadLetter letter) {
    String type = letter.header("content-type");
    return type.split(";", 2)[0].strip().equalsIgnoreCase("application/x-protobuf");
  }
}
