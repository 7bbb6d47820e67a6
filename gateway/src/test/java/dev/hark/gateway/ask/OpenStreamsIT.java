package dev.hark.gateway.ask;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hark.gateway.http.Json;
import dev.hark.gateway.testing.EventReader;
import dev.hark.gateway.testing.GatewayProcess;
import dev.hark.gateway.testing.RawAnswer;
import dev.hark.gateway.testing.Waiting;
import dev.hark.proto.ask.v1.Completed;
import dev.hark.proto.ask.v1.Session;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Many streams through a gateway as it is run, in a small heap, and its end in the middle. */
@Execution(ExecutionMode.CONCURRENT)
class OpenStreamsIT {
  private static final String MESSAGES = "/v1/ask/sessions/as_1/messages";
  private static final String SESSION = "/v1/ask/sessions/as_1";
  private static final String QUESTION = "{\"content\":\"q\"}";
  private static final Duration SOON = Duration.ofSeconds(90);

  private static GatewayProcess started(String... options) {
    GatewayProcess gateway = GatewayProcess.start(options);
    await().atMost(SOON).until(gateway::isReady);
    return gateway;
  }

  private static EventReader stream(GatewayProcess gateway, String key) {
    return EventReader.post(gateway.port(), MESSAGES, QUESTION, "Authorization: Bearer " + key);
  }

  /** As large as an answer from 40 chunks of 200 words is. */
  private static Completed largeAnswer() {
    Completed.Builder completed = SampleTurn.COMPLETED.toBuilder().clearSources();
    IntStream.range(0, 40)
        .mapToObj(
            i ->
                SampleTurn.SOURCE.toBuilder().setChunkId("chk_" + i).setText("a word ".repeat(180)))
        .forEach(completed::addSources);
    return completed.build();
  }

  @Test
  void fiveHundredStreamsAreOpenAtOnceIn256MiBAndNoneIsLost() throws Exception {
    int streams = 500;
    int deltas = 40;
    Completed completed = largeAnswer();
    CountDownLatch allOpen = new CountDownLatch(streams);
    try (GatewayProcess gateway = started();
        ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      gateway
          .askService()
          .onTurn(
              (request, out) -> {
                out.onNext(SampleTurn.started());
                allOpen.countDown();
                Waiting.until(allOpen, 90);
                for (int i = 0; i < deltas; i++) {
                  out.onNext(SampleTurn.delta("word " + i));
                  Waiting.milliseconds(200);
                }
                out.onNext(SampleTurn.completed(completed));
                out.onCompleted();
              });
      String key = gateway.key("--project", "proj_many", "--rate-limit", "60000");
      List<Future<List<String>>> answers = new ArrayList<>();
      for (int i = 0; i < streams; i++) {
        answers.add(clients.submit(() -> readAll(gateway, key)));
      }
      byte[] json = Json.bytes(AskResult.of(completed, Set.of()));
      String last = "data: " + new String(json, StandardCharsets.UTF_8);
      for (Future<List<String>> answer : answers) {
        List<String> lines = answer.get();
        assertEquals(2 + 2 * deltas + 2, lines.size());
        for (int i = 0; i < deltas; i++) {
          assertEquals("data: {\"text\":\"word " + i + "\"}", lines.get(3 + 2 * i));
        }
        assertEquals("event: completed", lines.get(lines.size() - 2));
        assertEquals(last, lines.getLast());
      }
      assertEquals(0, allOpen.getCount());
      assertTrue(gateway.isReady());
      System.out.println("500 streams: " + gateway.peakMemory());
    }
  }

  private static boolean listens(GatewayProcess gateway) {
    try {
      gateway.http().get("/health");
      return true;
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  private static List<String> readAll(GatewayProcess gateway, String key) {
    try (EventReader events = stream(gateway, key)) {
      List<String> lines = events.rest();
      lines.removeIf(line -> line.startsWith(":"));
      return lines;
    }
  }

  @Test
  void openStreamsEndWithAnAnswerOrAreToldToAskAgainWhenTheGatewayIsToEnd() throws Exception {
    int streams = 20;
    CountDownLatch ending = new CountDownLatch(1);
    try (GatewayProcess gateway = started("-Dhark.ask.last-words=3s", "-Dhark.shutdown.notice=2s");
        ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      gateway.askService().onSession(Session::getDefaultInstance);
      CountDownLatch allOpen = new CountDownLatch(streams);
      gateway
          .askService()
          .onTurn(
              (request, out) -> {
                out.onNext(SampleTurn.started());
                allOpen.countDown();
                long place = allOpen.getCount();
                Waiting.until(ending, 60);
                if (place % 2 == 0) {
                  out.onNext(SampleTurn.completed());
                  out.onCompleted();
                }
              });
      String key = gateway.key("--project", "proj_end");
      List<Future<List<String>>> answers = new ArrayList<>();
      for (int i = 0; i < streams; i++) {
        answers.add(clients.submit(() -> readAll(gateway, key)));
      }
      assertTrue(Waiting.until(allOpen, 60));
      gateway.terminate();
      await().atMost(SOON).until(() -> !gateway.isReady());
      // Not ready, and still there for those who do not know yet.
      RawAnswer health = gateway.http().get("/health");
      assertEquals(503, health.status());
      assertTrue(health.body().contains("being stopped"), health.body());
      assertEquals(200, gateway.http().get(SESSION, "Authorization: Bearer " + key).status());
      await().atMost(SOON).until(() -> !listens(gateway));
      ending.countDown();
      int completed = 0;
      for (Future<List<String>> answer : answers) {
        List<String> lines = answer.get();
        String event = lines.get(lines.size() - 2);
        if (event.equals("event: completed")) {
          completed++;
        } else {
          assertEquals("event: error", event);
          assertTrue(lines.getLast().contains("\"code\":\"unavailable\""), lines.getLast());
          assertTrue(lines.getLast().contains("\"session_id\":\"as_1\""), lines.getLast());
          assertTrue(lines.getLast().contains("again"), lines.getLast());
        }
      }
      assertTrue(completed > 0 && completed < streams, "completed: " + completed);
      assertTrue(gateway.hasEnded(30));
    }
  }
}
