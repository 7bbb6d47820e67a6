package dev.hark.search;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** Answers what a test says, by the end of the path; everything else as a ready, empty index. */
final class FakeOpenSearch implements AutoCloseable {
  private static final String MAPPING =
      "{\"hark-chunks-v1\":{\"mappings\":{\"_meta\":{\"model\":\"fake-words\",\"dimension\":16,\"schema\":2}}}}";

  /** What is answered. */
  record Answer(int status, String body) {}

  private final HttpServer server;
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Map<String, Function<String, Answer>> answers = new ConcurrentHashMap<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();

  FakeOpenSearch() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(executor);
    server.createContext("/", this::handle);
    server.start();
    answer("_mapping", 200, MAPPING);
    answer("_mget", 200, "{\"docs\":[{\"found\":false}]}");
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  void answer(String pathEnd, int status, String body) {
    answer(pathEnd, request -> new Answer(status, body));
  }

  void answer(String pathEnd, Function<String, Answer> answer) {
    answers.put(pathEnd, answer);
  }

  /** Takes requests of this path and never answers. */
  void hang(String pathEnd) {
    answer(
        pathEnd,
        request -> {
          try {
            closed.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return new Answer(500, "{}");
        });
  }

  /** Bodies of the requests of this path. */
  List<String> requests(String pathEnd) {
    return requests.stream()
        .filter(request -> request.startsWith(pathEnd + " "))
        .map(request -> request.substring(pathEnd.length() + 1))
        .toList();
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String end = path.substring(path.lastIndexOf('/') + 1);
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    requests.add(end + " " + body);
    Answer answer = answers.getOrDefault(end, request -> new Answer(200, "{}")).apply(body);
    byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(answer.status(), bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    executor.shutdownNow();
  }
}
