package dev.hark.search.index.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.json.stream.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.opensearch.client.json.JsonpSerializable;

/** What the client sends, read again with a mapper that changes nothing. */
final class Requested {
  private Requested() {}

  static JsonNode json(JsonpSerializable request) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator generator = Connections.JSON.jsonProvider().createGenerator(bytes)) {
      request.serialize(generator, Connections.JSON);
    }
    return new ObjectMapper().readTree(bytes.toByteArray());
  }
}
