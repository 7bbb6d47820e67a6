package dev.hark.gateway.testing;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A client that reads a stream of events line by line, as they come. */
public final class EventReader implements AutoCloseable {
  private static final int TIMEOUT_MS = 60_000;

  private final Socket socket;
  private final BufferedReader lines;
  private final List<String> head;

  private EventReader(Socket socket) throws IOException {
    this.socket = socket;
    this.lines =
        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    this.head = readHead();
  }

  /** Posts and reads the head of the answer. */
  public static EventReader post(int port, String path, String body, String... headers) {
    return post(port, 0, path, body, headers);
  }

  /**
   * Posts and reads the head of the answer.
   *
   * @param buffer bytes that the connection takes ahead of the reader; 0 for the usual
   */
  public static EventReader post(
      int port, int buffer, String path, String body, String... headers) {
    try {
      Socket socket = new Socket();
      socket.setSoTimeout(TIMEOUT_MS);
      if (buffer > 0) {
        socket.setReceiveBufferSize(buffer);
      }
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MS);
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      String head =
          "POST %s HTTP/1.1\r\nHost: hark\r\nAccept: text/event-stream\r\nContent-Length: %d\r\n%s\r\n\r\n"
              .formatted(path, bytes.length, String.join("\r\n", headers));
      socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().write(bytes);
      return new EventReader(socket);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> readHead() throws IOException {
    List<String> read = new ArrayList<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      read.add(line);
    }
    return read;
  }

  /** Status line and headers. */
  public List<String> head() {
    return head;
  }

  /** The next line that is not a chunk's size and not empty; null when the stream has ended. */
  public @Nullable String next() {
    try {
      for (String line = line(); !line.equals("0"); line = line()) {
        if (line.startsWith(":") || line.startsWith("event:") || line.startsWith("data:")) {
          return line;
        }
      }
      return null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All lines that are left. */
  public List<String> rest() {
    List<String> rest = new ArrayList<>();
    for (String line = next(); line != null; line = next()) {
      rest.add(line);
    }
    return rest;
  }

  private String line() throws IOException {
    String line = lines.readLine();
    if (line == null) {
      throw new EOFException("closed in the middle of a stream");
    }
    return line;
  }

  /** Leaves, in the middle if it is not the end. */
  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
