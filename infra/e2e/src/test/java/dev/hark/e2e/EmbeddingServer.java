package dev.hark.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/**
 * A scripted model provider: speaks the OpenAI embeddings protocol, and answers at once unless it
 * is told to fail.
 */
final class EmbeddingServer implements AutoCloseable {
  /** How it answers. */
  enum Condition {
    WELL,
    /** With status 500. */
    BROKEN,
    /** Not at all, as long as the server is there. */
    HANGING
  }

  private final HttpServer server;
  private final int dimension;
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile Condition condition = Condition.WELL;

  EmbeddingServer(int dimension) throws IOException {
    this(dimension, 0);
  }

  /**
   * @param port where another one was before; 0 for any
   */
  EmbeddingServer(int dimension, int port) throws IOException {
    this.dimension = dimension;
    this.server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 16);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/v1/embeddings", this::answer);
    server.start();
  }

  String baseUrl() {
    return "http://127.0.0.1:" + port() + "/v1";
  }

  int port() {
    return server.getAddress().getPort();
  }

  void is(Condition now) {
    condition = now;
  }

  private void answer(HttpExchange exchange) throws IOException {
    switch (condition) {
      case WELL -> vectors(exchange);
      case BROKEN -> {
        exchange.sendResponseHeaders(500, -1);
        exchange.close();
      }
      case HANGING -> {
        try (exchange) {
          closed.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
    }
  }

  private void vectors(HttpExchange exchange) throws IOException {
    JsonNode input = Event.JSON.readTree(exchange.getRequestBody()).path("input");
    StringBuilder answer = new StringBuilder("{\"object\":\"list\",\"data\":[");
    for (int i = 0; i < input.size(); i++) {
      answer.append(i == 0 ? "" : ",").append("{\"object\":\"embedding\",\"index\":").append(i);
      answer.append(",\"embedding\":").append(vector(input.path(i).asText())).append('}');
    }
    byte[] bytes = answer.append("]}").toString().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, bytes.length);
    try (OutputStream body = exchange.getResponseBody()) {
      body.write(bytes);
    }
  }

  private String vector(String text) {
    Random random = new Random(text.hashCode());
    StringBuilder vector = new StringBuilder("[");
    for (int i = 0; i < dimension; i++) {
      vector.append(i == 0 ? "" : ",").append(random.nextInt(-999, 1_000) / 1_000.0);
    }
    return vector.append(']').toString();
  }

  /** Its port is free then. */
  void stop() {
    closed.countDown();
    server.stop(0);
  }

  @Override
  public void close() {
    stop();
  }
}
