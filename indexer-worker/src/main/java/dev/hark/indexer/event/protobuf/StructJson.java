package dev.hark.indexer.event.protobuf;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import dev.hark.indexer.event.ErrorCode;
import dev.hark.indexer.event.Fields;
import dev.hark.indexer.event.Limits;
import dev.hark.indexer.event.UnacceptableEventException;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Metadata as the JSON that it stands for. */
final class StructJson {
  private static final JsonFactory FACTORY = new JsonFactory();

  /** Whole numbers up to here are exact in a double and are written without a fraction. */
  private static final double EXACT = 1L << 53;

  private StructJson() {}

  static Fields.RawObject write(Struct struct) {
    StringWriter json = new StringWriter();
    try (JsonGenerator generator = FACTORY.createGenerator(json)) {
      write(struct, generator);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (json.toString().getBytes(StandardCharsets.UTF_8).length > Limits.MAX_METADATA_BYTES) {
      throw wrong("expected at most " + Limits.MAX_METADATA_BYTES + " bytes of JSON");
    }
    return new Fields.RawObject(json.toString());
  }

  private static void write(Struct struct, JsonGenerator generator) throws IOException {
    generator.writeStartObject();
    for (Map.Entry<String, Value> field : struct.getFieldsMap().entrySet()) {
      generator.writeFieldName(field.getKey());
      write(field.getValue(), generator);
    }
    generator.writeEndObject();
  }

  private static void write(Value value, JsonGenerator generator) throws IOException {
    switch (value.getKindCase()) {
      case NULL_VALUE, KIND_NOT_SET -> generator.writeNull();
      case NUMBER_VALUE -> write(value.getNumberValue(), generator);
      case STRING_VALUE -> generator.writeString(value.getStringValue());
      case BOOL_VALUE -> generator.writeBoolean(value.getBoolValue());
      case STRUCT_VALUE -> write(value.getStructValue(), generator);
      case LIST_VALUE -> {
        generator.writeStartArray();
        for (Value item : value.getListValue().getValuesList()) {
          write(item, generator);
        }
        generator.writeEndArray();
      }
    }
  }

  private static void write(double number, JsonGenerator generator) throws IOException {
    if (!Double.isFinite(number)) {
      throw wrong("expected finite numbers");
    }
    if (number == Math.rint(number) && Math.abs(number) < EXACT) {
      generator.writeNumber((long) number);
    } else {
      generator.writeNumber(number);
    }
  }

  private static UnacceptableEventException wrong(String expected) {
    return new UnacceptableEventException(ErrorCode.WRONG_VALUE, "data.metadata: " + expected);
  }
}
