package dev.hark.indexer.indexing.url;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Serves {@code /good}, {@code /garbage}, {@code /silent}, which never answers, {@code /later},
 * which is not ready before it is told, and {@code /drip}, which sends a large beginning and then
 * one byte at a time.
 */
public final class TranscriptServer implements AutoCloseable {
  static final String TRANSCRIPT =
      "{\"language\":\"en\",\"segments\":[{\"start_ms\":0,\"end_ms\":1,\"text\":\"Hi\"}]}";

  private final HttpServer server;
  private final AtomicInteger askedLater = new AtomicInteger();
  private volatile int later = 503;

  public TranscriptServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/good", exchange -> send(exchange, 200, TRANSCRIPT.getBytes(UTF_8)));
    server.createContext("/garbage", exchange -> send(exchange, 200, "<html>".getBytes(UTF_8)));
    server.createContext("/silent", exchange -> {});
    server.createContext("/drip", TranscriptServer::drip);
    server.createContext(
        "/later",
        exchange -> {
          send(exchange, later, TRANSCRIPT.getBytes(UTF_8));
          askedLater.incrementAndGet();
        });
    server.setExecutor(Thread::startVirtualThread);
    server.start();
  }

  /** A good one that needs a place. */
  static byte[] large() {
    return (TRANSCRIPT + " ".repeat(Bounded.SMALL)).getBytes(UTF_8);
  }

  private static void drip(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(large());
      while (true) {
        out.write(' ');
        out.flush();
        // It drips: slowly, but so often that no wait for the next byte ends.
        Thread.sleep(Duration.ofMillis(100));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  /** How often it was asked for what is ready later. */
  public int askedLater() {
    return askedLater.get();
  }

  public void answerLater() {
    later = 200;
  }

  public URI url(String path) {
    return URI.create("http://localhost:" + server.getAddress().getPort() + path);
  }

  /** Reads from this server; each attempt has so long. */
  public UrlTranscriptSource source(Duration readTimeout) {
    return new UrlTranscriptSource(
        new TranscriptConfiguration(
            List.of(),
            List.of("localhost:" + server.getAddress().getPort()),
            Duration.ofSeconds(2),
            readTimeout),
        0);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
