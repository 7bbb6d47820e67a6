package dev.hark.gateway;

import static dev.hark.gateway.Answers.assertError;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hark.gateway.testing.RawAnswer;
import dev.hark.gateway.testing.RawHttp;
import dev.hark.gateway.testing.RunningGateway;
import dev.hark.proto.ask.v1.AskResponse;
import dev.hark.proto.ask.v1.Session;
import dev.hark.proto.search.v1.SearchResponse;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * A store or a service that is down, slow or silent: 503 in time, and well again by itself. Each
 * case waits on a gateway of its own, beside the others.
 */
@Execution(ExecutionMode.CONCURRENT)
class UnavailableIT {
  private static final String SEARCH = "/v1/recordings/search";
  private static final String ORDER = "{\"query\":\"budget\",\"end_user_id\":\"eu_1\"}";

  private static final String SESSION = "/v1/ask/sessions/as_1";
  private static final String MESSAGES = SESSION + "/messages";
  private static final String QUESTION = "{\"content\":\"q\"}";
  private static final String STREAM = "Accept: text/event-stream";

  /** Three seconds are promised; the rest is for a machine that runs everything else, too. */
  private static final Duration BUDGET = Duration.ofSeconds(5);

  private static String bearer(RunningGateway gateway) {
    return "Authorization: Bearer " + gateway.key("--project", "proj_down");
  }

  private static void assertUnavailableInTime(Supplier<RawAnswer> call) {
    assertEquals(503, call.get().status(), "the first, which loads classes and connects");
    long start = System.nanoTime();
    RawAnswer answer = call.get();
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    assertError(answer, 503, "unavailable", null);
    assertEquals("1", answer.header("retry-after"));
    assertTrue(took.compareTo(BUDGET) < 0, took.toString());
  }

  @Test
  void searchServiceThatIsDownIs503AndServesAgainSoonAfterItIsBack() {
    try (RunningGateway gateway = RunningGateway.start(Map.of())) {
      RawHttp http = gateway.http();
      String key = bearer(gateway);
      gateway.searchService().search.answers(request -> SearchResponse.getDefaultInstance());
      assertEquals(200, http.post(SEARCH, ORDER, key).status());
      gateway.services().stopSearch();
      for (int i = 0; i < 20; i++) {
        assertUnavailableInTime(() -> http.post(SEARCH, ORDER, key));
      }
      assertTrue(http.get("/health").body().contains("HARK_SEARCH_ADDRESS"));
      gateway.services().startSearch();
      await()
          .atMost(Duration.ofSeconds(10))
          .until(() -> http.post(SEARCH, ORDER, key).status() == 200);
      await().atMost(Duration.ofSeconds(10)).until(() -> http.get("/health").status() == 200);
    }
  }

  @Test
  void askServiceThatIsDownIs503AndServesAgainSoonAfterItIsBack() {
    try (RunningGateway gateway = RunningGateway.start(Map.of())) {
      RawHttp http = gateway.http();
      String key = bearer(gateway);
      gateway.askService().onSession(Session::getDefaultInstance);
      assertEquals(200, http.get(SESSION, key).status());
      gateway.services().stopAsk();
      for (int i = 0; i < 5; i++) {
        assertUnavailableInTime(() -> http.get(SESSION, key));
        assertUnavailableInTime(() -> http.post(MESSAGES, QUESTION, key));
        assertUnavailableInTime(() -> http.post(MESSAGES, QUESTION, key, STREAM));
      }
      assertTrue(http.get("/health").body().contains("HARK_ASK_ADDRESS"));
      gateway.services().startAsk();
      await().atMost(Duration.ofSeconds(10)).until(() -> http.get(SESSION, key).status() == 200);
      await().atMost(Duration.ofSeconds(10)).until(() -> http.get("/health").status() == 200);
    }
  }

  @Test
  void askServiceThatTakesConnectionsAndSaysNothingIs503InTime() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        RunningGateway gateway =
            RunningGateway.start(
                Map.of(
                    "hark.ask-service.address",
                    "127.0.0.1:" + silent.getLocalPort(),
                    "hark.limits.turns",
                    1))) {
      // One turn at once: what does not begin is none.
      String key =
          "Authorization: Bearer " + gateway.key("--project", "proj_one", "--rate-limit", "60");
      assertUnavailableInTime(() -> gateway.http().get(SESSION, key));
      assertUnavailableInTime(() -> gateway.http().post(MESSAGES, QUESTION, key));
      assertUnavailableInTime(() -> gateway.http().post(MESSAGES, QUESTION, key, STREAM));
      assertTrue(gateway.http().get("/health").body().contains("HARK_ASK_ADDRESS"));
    }
  }

  @Test
  void askServiceThatHangsIs503InTime() {
    try (RunningGateway gateway = RunningGateway.start(Map.of("hark.ask-service.start", "3s"))) {
      String key = bearer(gateway);
      CountDownLatch never = new CountDownLatch(1);
      gateway.askService().onSession(() -> hang(never));
      List<ServerCallStreamObserver<AskResponse>> turns = new CopyOnWriteArrayList<>();
      gateway
          .askService()
          .onTurn(
              (request, out) -> {
                turns.add(out);
                out.onError(gone(never));
              });
      assertUnavailableInTime(() -> gateway.http().get(SESSION, key));
      assertUnavailableInTime(() -> gateway.http().post(MESSAGES, QUESTION, key));
      assertEquals(0, turns.size(), "whose session it is, is not known");
      String bound =
          "Authorization: Bearer " + gateway.key("--project", "proj_down", "--end-user", "eu_1");
      assertUnavailableInTime(() -> gateway.http().post(MESSAGES, QUESTION, bound));
      assertUnavailableInTime(() -> gateway.http().post(MESSAGES, QUESTION, bound, STREAM));
      await()
          .atMost(Duration.ofSeconds(10))
          .until(() -> turns.stream().allMatch(ServerCallStreamObserver::isCancelled));
      assertEquals(4, turns.size(), "what was told not to have begun does not begin any more");
      never.countDown();
    }
  }

  @Test
  void searchServiceThatHangsIs503InTime() {
    try (RunningGateway gateway = RunningGateway.start(Map.of())) {
      String key = bearer(gateway);
      CountDownLatch never = new CountDownLatch(1);
      gateway.searchService().search.answers(request -> hang(never));
      gateway.searchService().getTranscript.answers(request -> hang(never));
      assertUnavailableInTime(() -> gateway.http().post(SEARCH, ORDER, key));
      assertUnavailableInTime(() -> gateway.http().get("/v1/transcriptions/txn_1", key));
      never.countDown();
    }
  }

  @Test
  void searchServiceThatTakesConnectionsAndSaysNothingIs503InTime() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        RunningGateway gateway =
            RunningGateway.start(
                Map.of("hark.search-service.address", "127.0.0.1:" + silent.getLocalPort()))) {
      String key = bearer(gateway);
      assertUnavailableInTime(() -> gateway.http().post(SEARCH, ORDER, key));
      assertTrue(gateway.http().get("/health").body().contains("HARK_SEARCH_ADDRESS"));
    }
  }

  @Test
  void postgresThatIsDownOrSilentIs503ForKeysThatAreNotKnownYet() throws IOException {
    String key = bearer(RunningGateway.shared());
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      for (int port : new int[] {1, silent.getLocalPort()}) {
        String url = "jdbc:postgresql://127.0.0.1:" + port + "/hark";
        try (RunningGateway gateway =
            RunningGateway.start(Map.of("datasources.default.url", url))) {
          RawHttp http = gateway.http();
          assertUnavailableInTime(() -> http.post(SEARCH, ORDER, key));
          assertEquals(401, http.get("/v1/recordings/rec_1", key + "x").status());
          RawAnswer health = http.get("/health");
          assertEquals(503, health.status());
          assertTrue(health.body().contains("HARK_POSTGRES_"), health.body());
          Answers.assertSaysNothingOfTheInside(health);
        }
      }
    }
  }

  @SuppressWarnings("TypeParameterUnusedInFormals") // never returns
  private static <T> T hang(CountDownLatch until) {
    throw gone(until);
  }

  /** A status, for Awaitility hands what else a thread throws to the tests beside this one. */
  private static StatusRuntimeException gone(CountDownLatch until) {
    try {
      until.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Status.CANCELLED.asRuntimeException();
  }
}
