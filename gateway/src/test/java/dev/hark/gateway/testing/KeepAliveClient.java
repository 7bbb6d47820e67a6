package dev.hark.gateway.testing;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

/** A client that stays connected and asks one thing after the other. */
public final class KeepAliveClient implements AutoCloseable {
  private final Socket socket;
  private final InputStream in;

  public KeepAliveClient(RawHttp http) {
    try {
      socket = http.connect();
      socket.setTcpNoDelay(true);
      in = new BufferedInputStream(socket.getInputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public RawAnswer get(String path, String header) {
    String request = "GET %s HTTP/1.1\r\nHost: hark\r\n%s\r\n\r\n".formatted(path, header);
    try {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return RawAnswer.read(in, false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What so many calls take in the middle; each must be answered well. */
  public Duration median(int calls, String path, String header) {
    long[] times = new long[calls];
    for (int i = 0; i < calls; i++) {
      long begun = System.nanoTime();
      RawAnswer answer = get(path, header);
      times[i] = System.nanoTime() - begun;
      if (answer.status() != 200) {
        throw new IllegalStateException(answer.toString());
      }
    }
    Arrays.sort(times);
    return Duration.ofNanos(times[calls / 2]);
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
