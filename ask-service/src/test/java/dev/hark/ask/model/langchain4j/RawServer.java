package dev.hark.ask.model.langchain4j;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Speaks HTTP/1.1 on a bare socket, so that it can behave as badly as real servers do. One request
 * a connection.
 */
final class RawServer implements AutoCloseable {
  /** Answers a request, whose body is given. */
  @FunctionalInterface
  interface Reply {
    void to(String body, OutputStream out) throws IOException, InterruptedException;
  }

  private static final byte[] END_OF_HEADERS = {'\r', '\n', '\r', '\n'};

  final List<String> paths = new CopyOnWriteArrayList<>();
  final List<String> bodies = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final ServerSocket socket;
  private final Reply reply;

  RawServer(Reply reply) {
    this.reply = reply;
    try {
      socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  /** Streams these events, and ends the connection in this way. */
  RawServer(String events, String connection, String ping) {
    this.reply =
        (body, out) -> {
          start(out, 200, "Content-Type: text/event-stream\r\nTransfer-Encoding: chunked");
          for (String event : events.split("(?<=\n\n)|(?<=\r\r)", -1)) {
            chunk(out, event);
          }
          end(out, connection, ping);
        };
    try {
      socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  String url() {
    return "http://127.0.0.1:" + socket.getLocalPort();
  }

  static void start(OutputStream out, int status, String headers) throws IOException {
    // Said, so that no client takes the connection again at the moment in which it is closed.
    write(
        out, "HTTP/1.1 %d Whatever\r\nConnection: close\r\n%s\r\n\r\n".formatted(status, headers));
  }

  static void chunk(OutputStream out, String text) throws IOException {
    int length = text.getBytes(StandardCharsets.UTF_8).length;
    if (length > 0) {
      write(out, Integer.toHexString(length) + "\r\n" + text + "\r\n");
    }
  }

  /** These events, and the end of the connection. */
  static void stream(OutputStream out, String events) throws IOException {
    start(out, 200, "Content-Type: text/event-stream\r\nTransfer-Encoding: chunked");
    chunk(out, events);
    write(out, "0\r\n\r\n");
  }

  /** An error with a body in JSON. */
  static void refuse(OutputStream out, int status, String json) throws IOException {
    int length = json.getBytes(StandardCharsets.UTF_8).length;
    start(out, status, "Content-Type: application/json\r\nContent-Length: " + length);
    write(out, json);
  }

  private void end(OutputStream out, String connection, String ping)
      throws IOException, InterruptedException {
    switch (connection) {
      case "closed" -> write(out, "0\r\n\r\n");
      case "broken" -> {}
      case "open" -> closed.await();
      case "pinging" -> {
        while (!closed.await(5, TimeUnit.MILLISECONDS)) {
          chunk(out, ping);
        }
      }
      default -> throw new IllegalArgumentException(connection);
    }
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket connection = socket.accept();
        Thread.ofVirtual().start(() -> serve(connection));
      } catch (IOException e) {
        // Closed.
      }
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      connection.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(connection.getInputStream());
      StringBuilder head = new StringBuilder();
      for (int matched = 0; matched < END_OF_HEADERS.length; ) {
        int next = in.read();
        if (next < 0) {
          return;
        }
        matched = next == END_OF_HEADERS[matched] ? matched + 1 : next == '\r' ? 1 : 0;
        head.append((char) next);
      }
      int length =
          head.toString()
              .lines()
              .filter(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:"))
              .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
              .findFirst()
              .orElse(0);
      String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
      paths.add(head.toString().split(" ", 3)[1]);
      bodies.add(body);
      reply.to(body, connection.getOutputStream());
    } catch (IOException e) {
      // The client has enough.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
