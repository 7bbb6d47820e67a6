package dev.hark.ask.crash;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server that speaks OpenAI's protocol and writes the same answer to the same question: {@code
 * silent…} waits before its first word, {@code half…} in the middle, until they are let go.
 */
final class ScriptedProvider implements AutoCloseable {
  private static final Pattern QUESTION = Pattern.compile("Question: (\\w+)");

  private final Map<String, CountDownLatch> holds = new ConcurrentHashMap<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;

  ScriptedProvider() {
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
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
  }

  /** What is answered, without the marker. */
  static String answerTo(String question) {
    return "This answers " + question + ".";
  }

  /** Lets the answer to this question go on, now and whenever it is asked again. */
  void letGo(String question) {
    hold(question).countDown();
  }

  private CountDownLatch hold(String question) {
    return holds.computeIfAbsent(question, any -> new CountDownLatch(1));
  }

  private void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String question = "";
    for (Matcher matcher = QUESTION.matcher(body); matcher.find(); ) {
      question = matcher.group(1);
    }
    exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream out = exchange.getResponseBody()) {
      if (question.startsWith("silent")) {
        hold(question).await();
      }
      write(out, event("{\"content\":\"This answers \"}", "null"));
      if (question.startsWith("half")) {
        hold(question).await();
      }
      write(out, event("{\"content\":\"" + question + " [S1].\"}", "null"));
      write(out, event("{}", "\"stop\"") + "data: [DONE]\n\n");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String event(String delta, String finishReason) {
    return "data: {\"id\":\"1\",\"object\":\"chat.completion.chunk\",\"model\":\"m-1\",\"choices\":"
        + "[{\"index\":0,\"delta\":"
        + delta
        + ",\"finish_reason\":"
        + finishReason
        + "}]}\n\n";
  }

  private static void write(OutputStream out, String events) throws IOException {
    out.write(events.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
