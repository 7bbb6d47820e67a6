package dev.hark.gateway.ask;

import dev.hark.gateway.testing.RawAnswer;
import java.nio.charset.StandardCharsets;

/** Takes a chunked body apart. */
final class Chunks {
  private Chunks() {}

  /** The whole text of an answer that came in chunks. */
  static String joined(RawAnswer answer) {
    StringBuilder text = new StringBuilder();
    String rest = answer.raw();
    while (!rest.startsWith("0\r\n")) {
      int line = rest.indexOf("\r\n");
      int size = Integer.parseInt(rest.substring(0, line), 16);
      text.append(rest, line + 2, line + 2 + size);
      rest = rest.substring(line + 4 + size);
    }
    return new String(
        text.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }
}
