package dev.hark.ask.model.langchain4j;

import dev.langchain4j.http.client.sse.ServerSentEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads server-sent events one by one, as long as they stay within bounds. */
final class EventStream {
  /** The longest answer that a model gives is below 1 MiB with everything around it. */
  private static final long MOST_CHARACTERS = 8L << 20;

  /** Characters: events are short, and hundreds of answers are read at a time. */
  private static final int BUFFER = 512;

  private final BufferedReader reader;
  private long read;

  EventStream(InputStream body) {
    this.reader = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8), BUFFER);
  }

  /** The next event, or empty at the end. */
  Optional<ServerSentEvent> next() throws IOException {
    String name = null;
    StringBuilder data = new StringBuilder();
    for (String line = line(); line != null; line = line()) {
      if (line.isEmpty() && !data.isEmpty()) {
        return Optional.of(new ServerSentEvent(name, data.toString()));
      }
      if (line.startsWith("event:")) {
        name = line.substring("event:".length()).strip();
      } else if (line.startsWith("data:")) {
        data.append(data.isEmpty() ? "" : "\n").append(line.substring("data:".length()).strip());
      }
    }
    return data.isEmpty()
        ? Optional.empty()
        : Optional.of(new ServerSentEvent(name, data.toString()));
  }

  /** A line is read character by character: one without an end must not fill the memory. */
  private @Nullable String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int character = reader.read(); character >= 0; character = reader.read()) {
      if (++read > MOST_CHARACTERS) {
        throw new IOException("the answer is too long");
      }
      if (character == '\n') {
        return line.toString();
      }
      if (character != '\r') {
        line.append((char) character);
      }
    }
    return line.isEmpty() ? null : line.toString();
  }
}
