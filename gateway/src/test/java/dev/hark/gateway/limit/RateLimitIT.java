package dev.hark.gateway.limit;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hark.gateway.testing.EventReader;
import dev.hark.gateway.testing.RawAnswer;
import dev.hark.gateway.testing.RawHttp;
import dev.hark.gateway.testing.RunningGateway;
import dev.hark.gateway.testing.SteadyCalls;
import dev.hark.gateway.testing.SteadyCalls.Done;
import dev.hark.proto.ask.v1.AskResponse;
import dev.hark.proto.ask.v1.Completed;
import dev.hark.proto.ask.v1.Started;
import dev.hark.proto.search.v1.GetRecordingResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Limits as clients meet them, on one gateway and on two. */
class RateLimitIT {
  private static final String RECORDING = "/v1/recordings/rec_1";
  private static final String MESSAGES = "/v1/ask/sessions/as_1/messages";
  private static final String QUESTION = "{\"content\":\"q\"}";

  private final RunningGateway one = RunningGateway.shared();
  private final RunningGateway other = RunningGateway.second();
  private final RawHttp http = one.http();

  @BeforeEach
  void answerAnything() {
    for (RunningGateway gateway : List.of(one, other)) {
      gateway
          .searchService()
          .getRecording
          .answers(request -> GetRecordingResponse.getDefaultInstance());
    }
  }

  private String bearer(String... options) {
    return "Authorization: Bearer " + one.key(options);
  }

  private static int number(RawAnswer answer, String header) {
    return Integer.parseInt(answer.header(header));
  }

  private static void assertStanding(RawAnswer answer, int limit, int remaining) {
    assertEquals(limit, number(answer, "x-ratelimit-limit"), answer.toString());
    assertEquals(remaining, number(answer, "x-ratelimit-remaining"), answer.toString());
    long toGo = number(answer, "x-ratelimit-reset") - Instant.now().getEpochSecond();
    long expected = 60L * (limit - remaining) / limit;
    assertTrue(Math.abs(toGo - expected) <= 2, toGo + " s, not " + expected);
    assertEquals(3, answer.headers().stream().filter(it -> it.startsWith("X-RateLimit-")).count());
  }

  @Test
  void everyAnswerSaysHowOneStands() {
    String key = bearer("--project", "proj_standing", "--rate-limit", "100");
    List<RawAnswer> nobodys =
        List.of(
            http.get("/"),
            http.get("/%zz"),
            http.get("/health"),
            http.get("/prometheus"),
            http.get(RECORDING),
            http.get(RECORDING, "X-Long: " + "a".repeat(100_000)),
            http.get("/v1/nowhere", key),
            http.exchange("nonsense\r\n\r\n".getBytes(StandardCharsets.UTF_8)));
    nobodys.forEach(answer -> assertStanding(answer, 100, 100));
    assertStanding(http.get(RECORDING, key), 100, 99);
    assertStanding(http.get("/v1/recordings/x", key), 100, 98);
    assertStanding(http.post("/v1/recordings/search", "{", key), 100, 97);
    assertStanding(http.post("/v1/recordings/search", "a".repeat(300_000), key), 100, 96);
  }

  @Test
  void aKeyThatLacksTheScopeUsesItsProjectsRequestsToo() {
    String key = bearer("--project", "proj_scope", "--rate-limit", "100", "--scopes", "ask:read");
    RawAnswer forbidden = http.get(RECORDING, key);
    assertEquals(403, forbidden.status());
    assertStanding(forbidden, 100, 99);
  }

  @Test
  void oneTooManyIs429AndSaysWhenToComeAgainAndCostsNobodyElse() {
    String key = bearer("--project", "proj_flood", "--rate-limit", "30");
    String neighbour = bearer("--project", "proj_neighbour", "--rate-limit", "30");
    int admitted = 0;
    RawAnswer answer = http.get(RECORDING, key);
    for (; answer.status() == 200; admitted++) {
      answer = http.get(RECORDING, key);
    }
    assertTrue(admitted == 30 || admitted == 31, "admitted: " + admitted);
    assertEquals("429 rate_limit_exceeded", answer.status() + " " + answer.code());
    assertEquals(
        "{\"error\":{\"code\":\"rate_limit_exceeded\",\"message\":\"%s\",\"param\":null,\"details\":null,\"request_id\":\"%s\"}}"
            .formatted(answer.message(), answer.requestId()),
        answer.body());
    int wait = number(answer, "retry-after");
    assertTrue(wait >= 1 && wait <= 2, "wait: " + wait);
    assertEquals(0, number(answer, "x-ratelimit-remaining"));
    assertEquals(200, http.get(RECORDING, neighbour).status());
    await()
        .pollDelay(Duration.ofSeconds(wait))
        .atMost(Duration.ofSeconds(5))
        .until(() -> http.get(RECORDING, key).status() == 200);
  }

  @Test
  void twoGatewaysLetOneBudgetThroughAndUseItUp() throws InterruptedException {
    String key = bearer("--project", "proj_two", "--rate-limit", "600");
    long begun = System.nanoTime();
    SteadyCalls calls =
        SteadyCalls.start(
            600, number -> (number % 3 == 0 ? one : other).http().get(RECORDING, key));
    List<Done> done = calls.goOn(Duration.ofSeconds(2)).stop();
    double seconds = (System.nanoTime() - begun) / 1e9;
    long admitted = done.stream().filter(call -> call.answer().status() == 200).count();
    double budget = 600 + 10 * seconds;
    System.out.println(
        "two gateways: %d of %d calls, budget %.0f".formatted(admitted, done.size(), budget));
    assertTrue(done.size() > budget * 1.5, "too few calls to tell: " + done.size());
    assertTrue(admitted <= budget * 1.05, admitted + " of " + budget);
    assertTrue(admitted >= budget * 0.95 - 10, admitted + " of " + budget);
    assertTrue(
        done.stream().allMatch(it -> it.answer().status() == 200 || it.answer().status() == 429));
  }

  @Test
  void whatOneGatewayDoesNotUseTheOtherMay() {
    String key = bearer("--project", "proj_idle", "--rate-limit", "60");
    assertEquals(200, other.http().get(RECORDING, key).status());
    int admitted = 0;
    long end = System.nanoTime() + Duration.ofMillis(1_200).toNanos();
    while (System.nanoTime() < end) {
      admitted += http.get(RECORDING, key).status() == 200 ? 1 : 0;
    }
    // 59 and one a second.
    assertTrue(admitted >= 59 && admitted <= 61, "admitted: " + admitted);
  }

  @Test
  void aProjectHasSoManyTurnsAtOnceAndNoMore() {
    CountDownLatch goOn = new CountDownLatch(1);
    AskResponse started = AskResponse.newBuilder().setStarted(Started.getDefaultInstance()).build();
    AskResponse end = AskResponse.newBuilder().setCompleted(Completed.getDefaultInstance()).build();
    one.askService()
        .onTurn(
            (request, out) -> {
              out.onNext(started);
              waitFor(goOn);
              out.onNext(end);
              out.onCompleted();
            });
    String key = bearer("--project", "proj_atOnce", "--rate-limit", "100");
    List<EventReader> open =
        IntStream.range(0, 50)
            .mapToObj(i -> EventReader.post(one.port(), MESSAGES, QUESTION, key))
            .toList();
    for (String accept : List.of("Accept: text/event-stream", "Accept: */*")) {
      RawAnswer refused = http.post(MESSAGES, QUESTION, key, accept);
      assertEquals("429 rate_limit_exceeded", refused.status() + " " + refused.code());
      assertEquals("1", refused.header("retry-after"));
      assertTrue(refused.message().contains("50"), refused.message());
    }
    String neighbour = bearer("--project", "proj_moreTurns", "--rate-limit", "60000");
    EventReader.post(one.port(), MESSAGES, QUESTION, neighbour).close();
    goOn.countDown();
    open.forEach(stream -> assertFalse(stream.rest().isEmpty()));
    await()
        .atMost(Duration.ofSeconds(5))
        .until(() -> http.post(MESSAGES, QUESTION, key).status() == 200);
  }

  private static void waitFor(CountDownLatch happened) {
    try {
      assertTrue(happened.await(30, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
