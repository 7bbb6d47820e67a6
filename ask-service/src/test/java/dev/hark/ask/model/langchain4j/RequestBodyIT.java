package dev.hark.ask.model.langchain4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Hundreds of answers are waited for at a time: none holds what was asked. */
class RequestBodyIT {
  private static final int LENGTH = 1 << 20;

  private final CountDownLatch answered = new CountDownLatch(1);

  private record Asked(HttpRequest request, WeakReference<byte[]> body) {
    static Asked of(String url) {
      byte[] body = "x".repeat(LENGTH).getBytes(StandardCharsets.UTF_8);
      return new Asked(
          HttpRequest.newBuilder(URI.create(url))
              .version(HttpClient.Version.HTTP_1_1)
              .POST(RequestWriter.once(body))
              .build(),
          new WeakReference<>(body));
    }
  }

  @Test
  void isLetGoOfWhenItIsSentAndIsNotSentAgain() throws Exception {
    try (RawServer server =
            new RawServer(
                (body, out) -> {
                  answered.await();
                  RawServer.refuse(out, 404, String.valueOf(body.length()));
                });
        HttpClient client = HttpClient.newHttpClient()) {
      Asked asked = Asked.of(server.url());
      CompletableFuture<HttpResponse<String>> sent =
          client.sendAsync(asked.request(), BodyHandlers.ofString());
      try {
        Awaitility.await()
            .atMost(Duration.ofSeconds(30))
            .until(
                () -> {
                  System.gc();
                  return asked.body().get() == null;
                });
        assertFalse(sent.isDone(), "nothing was answered yet");
      } finally {
        answered.countDown();
      }
      assertEquals(String.valueOf(LENGTH), sent.get().body());
      assertThrows(IOException.class, () -> client.send(asked.request(), BodyHandlers.ofString()));
    }
  }
}
