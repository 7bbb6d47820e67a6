package dev.hark.gateway.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * An answer as it came.
 *
 * @param headers whole lines
 * @param raw the body, a character a byte
 */
public record RawAnswer(int status, List<String> headers, String raw) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** From a connection. */
  public static RawAnswer read(InputStream in, boolean withoutBody) throws IOException {
    List<String> lines = head(in);
    int status = Integer.parseInt(lines.getFirst().substring(9, 12));
    RawAnswer answer = new RawAnswer(status, lines.subList(1, lines.size()), "");
    if (withoutBody) {
      return answer;
    }
    String length = answer.header("content-length");
    byte[] body = length.isEmpty() ? in.readAllBytes() : in.readNBytes(Integer.parseInt(length));
    return new RawAnswer(status, answer.headers(), new String(body, StandardCharsets.ISO_8859_1));
  }

  private static List<String> head(InputStream in) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    while (!bytes.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        throw new EOFException("closed after '" + bytes + "'");
      }
      bytes.write(next);
    }
    return bytes.toString(StandardCharsets.ISO_8859_1).strip().lines().toList();
  }

  /** Empty when it is not there. */
  public String header(String name) {
    String start = name.toLowerCase(Locale.ROOT) + ":";
    return headers.stream()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
        .map(line -> line.substring(start.length()).strip())
        .findFirst()
        .orElse("");
  }

  public byte[] bytes() {
    return raw.getBytes(StandardCharsets.ISO_8859_1);
  }

  public String body() {
    return new String(bytes(), StandardCharsets.UTF_8);
  }

  /** The body that came in chunks, put together. */
  public String unchunked() {
    StringBuilder text = new StringBuilder();
    String rest = raw;
    while (!rest.startsWith("0\r\n")) {
      int line = rest.indexOf("\r\n");
      int size = Integer.parseInt(rest.substring(0, line), 16);
      text.append(rest, line + 2, line + 2 + size);
      rest = rest.substring(line + 4 + size);
    }
    return new String(
        text.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  public JsonNode json() {
    try {
      return JSON.readTree(bytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String code() {
    return json().path("error").path("code").asText();
  }

  public String message() {
    return json().path("error").path("message").asText();
  }

  /** The offending field; {@code null} as text when the error names none. */
  public String param() {
    return json().path("error").path("param").asText();
  }

  public String requestId() {
    return header("x-request-id");
  }

  /** The body with the request id taken out, to compare answers with. */
  public String bodyWithoutId() {
    return body().replace(requestId(), "ID");
  }
}
