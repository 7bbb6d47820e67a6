package dev.hark.ask.model.langchain4j;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a server sends: server-sent events one by one, or a text. Waits no longer than its deadline
 * and takes no more than it can hold. Lines end with LF, CR or both, and a byte order mark may
 * stand before the first. (The client's own streams know no time-out, and lose what came before a
 * connection broke; LangChain4j's parser waits for an empty line after the last event.) For one
 * reader.
 */
final class EventStream implements BodySubscriber<EventStream>, Closeable {
  /** What ends a stream in OpenAI's protocol. */
  static final String DONE = "[DONE]";

  /** Of one event: no provider sends an answer in larger pieces. */
  private static final long MOST_OF_EVENT = 8L << 20;

  /** Of all: thoughts may take 600 bytes a token, tens of thousands of times. */
  private static final long MOST_OF_ALL = 64L << 20;

  /** How long a server is given to end what is over, so that its connection can be used again. */
  private static final long DRAIN_MILLIS = 500;

  /** What came from the connection: bytes, nothing at the end, or a failure. */
  private interface Signal {
    Optional<List<ByteBuffer>> bytes() throws IOException;
  }

  /** An event; its name is {@code error} also when the server made that a field of its own. */
  record Event(String name, String data) {}

  private final Deadline deadline;
  private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
  private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();
  private Iterator<ByteBuffer> buffers = Collections.emptyIterator();
  private ByteBuffer buffer = ByteBuffer.allocate(0);
  private final ByteArrayOutputStream line = new ByteArrayOutputStream(256);
  private boolean afterReturn;
  private long read;
  private long readOfEvent;
  private volatile boolean over;

  EventStream(Deadline deadline) {
    this.deadline = deadline;
  }

  /**
   * The next event, or empty at the end.
   *
   * @throws IOException when it breaks off or is too long
   * @throws HttpTimeoutException when none has come in time
   */
  Optional<Event> next() throws IOException {
    String name = "";
    StringBuilder data = new StringBuilder();
    readOfEvent = 0;
    for (String text = line(); text != null; text = line()) {
      if (text.isEmpty() && !data.isEmpty()) {
        return Optional.of(new Event(name, data.toString()));
      }
      String[] field = text.split(":", 2);
      String value = field.length == 2 ? field[1].strip() : "";
      switch (field[0].replace("\ufeff", "")) {
        case "event" -> name = value;
        case "data" -> {
          data.append(data.isEmpty() || value.isEmpty() ? "" : "\n").append(value);
          if (value.equals(DONE)) {
            // Some servers send no empty line after it.
            return Optional.of(new Event(name, DONE));
          }
        }
        case "error" -> {
          return Optional.of(new Event("error", value));
        }
        default -> {}
      }
    }
    return data.isEmpty() ? Optional.empty() : Optional.of(new Event(name, data.toString()));
  }

  /** A line is read byte by byte: one without an end must not fill the memory. */
  private @Nullable String line() throws IOException {
    for (int next = read(); next >= 0; next = read()) {
      boolean second = afterReturn && next == '\n';
      afterReturn = next == '\r';
      if (next == '\r' || (next == '\n' && !second)) {
        return text();
      }
      if (!second) {
        line.write(next);
      }
    }
    return line.size() == 0 ? null : text();
  }

  /** All of it as one text, or what of it came within these and its other bounds. */
  String text(int mostBytes) {
    try {
      for (int next = read(); next >= 0 && line.size() < mostBytes; next = read()) {
        line.write(next);
      }
    } catch (IOException e) {
      // What came until then has to do.
    }
    return text();
  }

  private String text() {
    String text = line.toString(StandardCharsets.UTF_8);
    line.reset();
    return text;
  }

  /** The next byte, or -1 at the end. */
  private int read() throws IOException {
    while (!buffer.hasRemaining()) {
      if (buffers.hasNext()) {
        buffer = buffers.next();
      } else if (over) {
        return -1;
      } else {
        Optional<List<ByteBuffer>> bytes = signal().bytes();
        over = bytes.isEmpty();
        buffers = bytes.orElse(List.of()).iterator();
        subscription.join().request(1);
      }
    }
    if (++read > MOST_OF_ALL || ++readOfEvent > MOST_OF_EVENT) {
      throw new IOException("the answer is too long");
    }
    return buffer.get() & 0xff;
  }

  private Signal signal() throws IOException {
    try {
      Signal signal = signals.poll(deadline.left(), TimeUnit.NANOSECONDS);
      if (signal == null || deadline.over()) {
        throw new HttpTimeoutException(deadline.reason());
      }
      return signal;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** Nothing more is wanted, but an end may come soon: the connection can be used again then. */
  void drain() {
    if (!over) {
      over = true;
      signals.clear();
      subscription.join().request(Long.MAX_VALUE);
      CompletableFuture.delayedExecutor(DRAIN_MILLIS, TimeUnit.MILLISECONDS).execute(this::cancel);
    }
  }

  /** Nothing more is wanted: the connection is closed unless it has ended or is being drained. */
  @Override
  public void close() {
    if (!over) {
      cancel();
    }
  }

  private void cancel() {
    subscription.join().cancel();
  }

  @Override
  public CompletionStage<EventStream> getBody() {
    return CompletableFuture.completedFuture(this);
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription.complete(given);
    given.request(1);
  }

  @Override
  public void onNext(List<ByteBuffer> bytes) {
    if (!over) {
      signals.add(() -> Optional.of(bytes));
    }
  }

  @Override
  public void onError(Throwable failure) {
    signals.add(
        () -> {
          throw new IOException("the stream broke off: " + failure.getClass().getSimpleName());
        });
  }

  @Override
  public void onComplete() {
    signals.add(Optional::empty);
  }
}
