package dev.hark.search.index.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;

/** Newline-delimited JSON, as bulk and multi-search take it. */
final class Lines {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  Lines add(JsonNode line) {
    bytes.writeBytes(Json.bytes(line));
    bytes.write('\n');
    return this;
  }

  byte[] toBytes() {
    return bytes.toByteArray();
  }
}
