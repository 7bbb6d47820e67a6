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
import java.util.concurrent.Executors;

/** A scripted model provider: speaks the OpenAI embeddings protocol and answers at once. */
final class EmbeddingServer implements AutoCloseable {
  private final HttpServer server;
  private final int dimension;

  EmbeddingServer(int dimension) throws IOException {
    this.dimension = dimension;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/v1/embeddings", this::answer);
    server.start();
  }

  String baseUrl() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
  }

  private void answer(HttpExchange exchange) throws IOException {
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

  @Override
  public void close() {
    server.stop(0);
  }
}
