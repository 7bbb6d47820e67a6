package dev.hark.search;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** Answers what a test says, by the end of the path; everything else as a ready, empty index. */
public final class FakeOpenSearch implements AutoCloseable {
  static final String MAPPING =
      "{\"hark-chunks-v1\":{\"mappings\":{\"_meta\":{\"model\":\"fake-words\",\"dimension\":16,\"schema\":2}}}}";

  /** Answers a document's write, a count and a refresh alike. */
  private static final String DONE =
      "{\"_index\":\"i\",\"_id\":\"1\",\"_version\":1,\"_seq_no\":0,\"_primary_term\":1,\"result\":\"created\","
          + "\"count\":0,\"_shards\":{\"total\":2,\"successful\":2,\"failed\":0}}";

  /** What is answered. */
  public record Answer(int status, String body) {}

  private final HttpServer server;
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Map<String, Function<String, Answer>> answers = new ConcurrentHashMap<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<String> calls = new CopyOnWriteArrayList<>();
  private final Set<InetSocketAddress> callers = ConcurrentHashMap.newKeySet();

  public FakeOpenSearch() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(executor);
    server.createContext("/", this::handle);
    server.start();
    answer("_mapping", 200, MAPPING);
    answer("_mget", body -> new Answer(200, nothing(body)));
  }

  private static String nothing(String multiGet) {
    String absent = "{\"_index\":\"i\",\"_id\":\"1\",\"found\":false}";
    int wanted = multiGet.split("\"_id\":", -1).length - 1;
    return "{\"docs\":[" + String.join(",", Collections.nCopies(wanted, absent)) + "]}";
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  public void answer(String pathEnd, int status, String body) {
    answer(pathEnd, request -> new Answer(status, body));
  }

  public void answer(String pathEnd, Function<String, Answer> answer) {
    answers.put(pathEnd, answer);
  }

  /** Takes requests of this path and never answers. */
  public void hang(String pathEnd) {
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
  public List<String> requests(String pathEnd) {
    return requests.stream()
        .filter(request -> request.startsWith(pathEnd + " "))
        .map(request -> request.substring(pathEnd.length() + 1))
        .toList();
  }

  /** All that was asked so far, by method and last part of the path, and whether it refreshes. */
  public List<String> calls() {
    return List.copyOf(calls);
  }

  /** How many connections requests came by so far. */
  public int connections() {
    return callers.size();
  }

  private static String call(HttpExchange exchange, String end) {
    URI uri = exchange.getRequestURI();
    String query = String.valueOf(uri.getQuery());
    return exchange.getRequestMethod()
        + " "
        + (uri.getPath().contains("/lease/") ? "lease" : end)
        + (query.contains("refresh=true") ? ", visible" : "");
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String end = path.substring(path.lastIndexOf('/') + 1);
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    requests.add(end + " " + body);
    calls.add(call(exchange, end));
    callers.add(exchange.getRemoteAddress());
    Answer answer = answers.getOrDefault(end, request -> new Answer(200, DONE)).apply(body);
    byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.sendResponseHeaders(answer.status(), -1);
    } else {
      exchange.sendResponseHeaders(answer.status(), bytes.length);
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    executor.shutdownNow();
  }
}
