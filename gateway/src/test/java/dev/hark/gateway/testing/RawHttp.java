package dev.hark.gateway.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A client that sends the bytes it is given and hides nothing of what comes back. */
public final class RawHttp {
  private static final int TIMEOUT_MS = 20_000;

  private final int port;

  RawHttp(int port) {
    this.port = port;
  }

  public RawAnswer get(String path, String... headers) {
    return send("GET", path, null, headers);
  }

  public RawAnswer post(String path, String body, String... headers) {
    return post(path, body.getBytes(StandardCharsets.UTF_8), headers);
  }

  public RawAnswer post(String path, byte[] body, String... headers) {
    return send("POST", path, body, headers);
  }

  /**
   * Sends one request on a connection of its own.
   *
   * @param headers whole lines
   */
  public RawAnswer send(String method, String path, byte @Nullable [] body, String... headers) {
    StringBuilder head = new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: hark\r\n");
    head.append("Connection: close\r\n");
    if (body != null) {
      head.append("Content-Length: ").append(body.length).append("\r\n");
    }
    for (String header : headers) {
      head.append(header).append("\r\n");
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
    bytes.writeBytes(body == null ? new byte[0] : body);
    return exchange(bytes.toByteArray(), "HEAD".equals(method));
  }

  /** Sends these bytes and nothing else, then reads one answer. */
  public RawAnswer exchange(byte[] request) {
    return exchange(request, false);
  }

  private RawAnswer exchange(byte[] request, boolean head) {
    try (Socket socket = connect()) {
      Thread.ofVirtual().start(() -> write(socket, request));
      return RawAnswer.read(socket.getInputStream(), head);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All that comes back until the server closes or the time is up; empty when it says nothing. */
  public byte[] everything(byte[] request, int timeoutMs) {
    try (Socket socket = connect()) {
      socket.setSoTimeout(timeoutMs);
      write(socket, request);
      return readAll(socket.getInputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(TIMEOUT_MS);
    return socket;
  }

  private static byte[] readAll(InputStream in) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      in.transferTo(bytes);
    } catch (IOException e) {
      // Closed or silent: what came until then is the answer.
    }
    return bytes.toByteArray();
  }

  private static void write(Socket socket, byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
      socket.getOutputStream().flush();
    } catch (IOException e) {
      // The server may answer and close before it has read everything.
    }
  }
}
