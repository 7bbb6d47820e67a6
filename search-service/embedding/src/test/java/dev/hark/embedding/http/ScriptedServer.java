package dev.hark.embedding.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.hark.embedding.EmbeddingModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** An embeddings server on the loopback that answers what a test tells it to. */
final class ScriptedServer implements AutoCloseable {
  /** What one request held. */
  record Asked(String path, String authorization, String body) {}

  final List<Asked> asked = new CopyOnWriteArrayList<>();
  private final HttpServer server;
  volatile int status = 200;
  volatile String answer = "{}";
  volatile boolean hangs;

  ScriptedServer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  private void handle(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String authorization = exchange.getRequestHeaders().getFirst("Authorization");
    asked.add(new Asked(exchange.getRequestURI().getPath(), "" + authorization, body));
    byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length + (hangs ? 1 : 0));
    exchange.getResponseBody().write(bytes);
    exchange.getResponseBody().flush();
    if (!hangs) {
      exchange.close();
    }
  }

  EmbeddingModel.HttpServer model(Duration timeout) {
    return new EmbeddingModel.HttpServer(
        URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1/"),
        "some-model",
        Optional.of("secret-key"),
        2,
        "query: ",
        "passage: ",
        100,
        timeout);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
