package dev.hark.e2e;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A language model that speaks OpenAI's protocol and goes on writing, a word at a time, until as
 * many are asking at once as it waits for; each answer then ends a few words later.
 */
final class SlowModel implements AutoCloseable {
  private static final String CHUNK =
      "data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"slow\","
          + "\"choices\":[{\"index\":0,\"delta\":%s,\"finish_reason\":%s}]}\n\n";

  /** As 500 answers at once are 500 words a second then, on two cores that also search. */
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private static final int LAST_WORDS = 4;

  private final CountDownLatch awaited;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;

  SlowModel(int asking) {
    awaited = new CountDownLatch(asking);
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  String baseUrl() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
  }

  /** How many more have to ask. */
  long missing() {
    return awaited.getCount();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
      exchange.sendResponseHeaders(200, 0);
      awaited.countDown();
      OutputStream body = exchange.getResponseBody();
      int last = LAST_WORDS;
      for (int word = 0; last > 0; word++) {
        send(body, CHUNK.formatted("{\"content\":\"word" + word + " \"}", "null"));
        last -= awaited.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS) ? 1 : 0;
      }
      send(body, CHUNK.formatted("{\"content\":\"[S1]\"}", "null"));
      send(body, CHUNK.formatted("{}", "\"stop\"") + "data: [DONE]\n\n");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void send(OutputStream body, String text) throws IOException {
    body.write(text.getBytes(StandardCharsets.UTF_8));
    body.flush();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
