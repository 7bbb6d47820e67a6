package dev.hark.clients;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Answers as it is told to, also as Hark does when things go wrong; the last answer stays. */
final class ScriptedHark implements AutoCloseable {
  /** What an answer is made of; a piece may wait until it is time. */
  interface Piece {
    String text() throws InterruptedException;
  }

  record Reply(int status, Map<String, String> headers, List<Piece> pieces) {
    static Reply json(int status, String body) {
      return new Reply(status, Map.of("Content-Type", "application/json"), List.of(() -> body));
    }

    static Reply stream(Piece... pieces) {
      return new Reply(200, Map.of("Content-Type", "text/event-stream"), List.of(pieces));
    }

    Reply retryAfter(int seconds) {
      return new Reply(status, Map.of("Retry-After", String.valueOf(seconds)), pieces);
    }
  }

  record Heard(String route, String idempotencyKey, String authorization, String body) {}

  private final Map<String, Deque<Reply>> script = new ConcurrentHashMap<>();
  private final List<Heard> heard = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;

  ScriptedHark() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /**
   * @param route such as {@code GET /v1/recordings/rec_1}
   */
  ScriptedHark answers(String route, Reply... replies) {
    script.put(route, new ArrayDeque<>(List.of(replies)));
    return this;
  }

  List<Heard> heard(String route) {
    return heard.stream().filter(one -> one.route().equals(route)).toList();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String route = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      heard.add(
          new Heard(
              route, header(exchange, "Idempotency-Key"), header(exchange, "Authorization"), body));
      Reply reply = next(route);
      reply.headers().forEach(exchange.getResponseHeaders()::set);
      exchange.sendResponseHeaders(reply.status(), 0);
      OutputStream out = exchange.getResponseBody();
      for (Piece piece : reply.pieces()) {
        out.write(piece.text().getBytes(StandardCharsets.UTF_8));
        out.flush();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Reply next(String route) {
    Deque<Reply> replies =
        Objects.requireNonNull(script.get(route), () -> "no answer for " + route);
    synchronized (replies) {
      return replies.size() > 1 ? replies.removeFirst() : replies.getFirst();
    }
  }

  private static String header(HttpExchange exchange, String name) {
    return String.valueOf(exchange.getRequestHeaders().getFirst(name));
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
