package dev.hark.ask.model.langchain4j;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Answers every request with a stream that has no end: it waits, goes on for ever, or breaks off.
 */
final class StreamingServer implements AutoCloseable {
  /** What is done with the body of an answer, or with the exchange before there is one. */
  private interface Behaviour {
    void of(HttpExchange exchange) throws IOException, InterruptedException;
  }

  private final CountDownLatch closed = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;

  private StreamingServer(Behaviour behaviour) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          try {
            behaviour.of(exchange);
            closed.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    server.start();
  }

  /** Not even headers. */
  static StreamingServer silent() {
    return new StreamingServer(exchange -> {});
  }

  /** Headers and these words, then nothing. */
  static StreamingServer stopsAfter(String events) {
    return new StreamingServer(exchange -> write(open(exchange), events));
  }

  /** Headers that promise more than these words, then the connection is closed. */
  static StreamingServer breaksOffAfter(String events) {
    return new StreamingServer(
        exchange -> {
          exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
          exchange.sendResponseHeaders(200, events.length() + 1_000);
          write(exchange.getResponseBody(), events);
          exchange.close();
        });
  }

  /** These words again and again, until the client has enough. */
  static StreamingServer neverStops(String events) {
    return new StreamingServer(
        exchange -> {
          OutputStream body = open(exchange);
          while (true) {
            write(body, events);
          }
        });
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private static OutputStream open(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    exchange.getResponseBody().flush();
    return exchange.getResponseBody();
  }

  private static void write(OutputStream body, String events) throws IOException {
    body.write(events.getBytes(StandardCharsets.UTF_8));
    body.flush();
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
