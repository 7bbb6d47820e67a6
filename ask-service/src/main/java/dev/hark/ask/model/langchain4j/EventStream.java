package dev.hark.ask.model.langchain4j;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Reads server-sent events one by one, as long as they stay within bounds: lines end with LF, CR or
 * both, and a byte order mark may stand before the first.
 */
final class EventStream {
  /** What ends a stream in OpenAI's protocol. */
  static final String DONE = "[DONE]";

  /** Of one event: no provider sends an answer in larger pieces. */
  private static final long MOST_OF_EVENT = 8L << 20;

  /** Of all: thoughts may take 600 bytes a token, tens of thousands of times. */
  private static final long MOST_OF_ALL = 64L << 20;

  private final TimedBody body;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream(256);
  private boolean afterReturn;
  private boolean begun;
  private long read;
  private long readOfEvent;

  EventStream(TimedBody body) {
    this.body = body;
  }

  /** An event; its name is {@code error} also when the server made that a field of its own. */
  record Event(String name, String data) {}

  /**
   * The next event, or empty at the end.
   *
   * @throws IOException when it breaks off or is too long
   * @throws TimeoutException when none has come in time
   */
  Optional<Event> next(Deadline deadline) throws IOException, TimeoutException {
    String name = "";
    StringBuilder data = new StringBuilder();
    readOfEvent = 0;
    for (String text = line(deadline); text != null; text = line(deadline)) {
      if (text.isEmpty() && !data.isEmpty()) {
        return Optional.of(new Event(name, data.toString()));
      }
      if (text.startsWith("event:")) {
        name = text.substring("event:".length()).strip();
      } else if (text.startsWith("data:")) {
        String value = text.substring("data:".length()).strip();
        data.append(data.isEmpty() || value.isEmpty() ? "" : "\n").append(value);
        if (value.equals(DONE)) {
          // Some servers send no empty line after it.
          return Optional.of(new Event(name, DONE));
        }
      } else if (text.startsWith("error:")) {
        return Optional.of(new Event("error", text.substring("error:".length()).strip()));
      }
    }
    return data.isEmpty() ? Optional.empty() : Optional.of(new Event(name, data.toString()));
  }

  /** A line is read byte by byte: one without an end must not fill the memory. */
  private @Nullable String line(Deadline deadline) throws IOException, TimeoutException {
    for (int next = body.read(deadline); next >= 0; next = body.read(deadline)) {
      if (++read > MOST_OF_ALL || ++readOfEvent > MOST_OF_EVENT) {
        throw new IOException("the answer is too long");
      }
      boolean second = afterReturn && next == '\n';
      afterReturn = next == '\r';
      if (next == '\r' || (next == '\n' && !second)) {
        return take();
      }
      if (!second) {
        line.write(next);
      }
    }
    return line.size() == 0 ? null : take();
  }

  private String take() {
    String text = line.toString(StandardCharsets.UTF_8);
    line.reset();
    boolean first = !begun;
    begun = true;
    return first && text.startsWith("\ufeff") ? text.substring(1) : text;
  }
}
