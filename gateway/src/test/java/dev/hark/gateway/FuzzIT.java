package dev.hark.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hark.gateway.testing.RawAnswer;
import dev.hark.gateway.testing.RawHttp;
import dev.hark.gateway.testing.RunningGateway;
import dev.hark.proto.ask.v1.AskResponse;
import dev.hark.proto.ask.v1.Completed;
import dev.hark.proto.ask.v1.ListMessagesResponse;
import dev.hark.proto.ask.v1.ListSessionsResponse;
import dev.hark.proto.ask.v1.Session;
import dev.hark.proto.ask.v1.Started;
import dev.hark.proto.search.v1.GetRecordingResponse;
import dev.hark.proto.search.v1.ListRecordingsResponse;
import dev.hark.proto.search.v1.SearchResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Whatever comes in, what goes out is a clear 4xx at worst. Takes {@code -Dseed=} and {@code
 * -Dfuzz.rounds=}.
 */
@Execution(ExecutionMode.CONCURRENT)
class FuzzIT {
  private static final int ROUNDS = Integer.getInteger("fuzz.rounds", 120);

  /** Fewer, as each waits for an answer that may never come. */
  private static final int PATIENT_ROUNDS = Integer.getInteger("fuzz.rounds", 20);

  private static final String ORDER =
      """
      {"query":"budget","end_user_id":"eu_1","recording_ids":["rec_1"],\
      "recorded_after":"2026-05-16T09:12:00Z","limit":8,"x":{"y":[1.5,null,true,"\\u00e9"]}}\
      """;

  private static final String SESSIONS = "/v1/ask/sessions";
  private static final String MESSAGES = SESSIONS + "/as_1/messages";
  private static final String NEW_SESSION =
      """
      {"scope":{"type":"selected","recording_ids":["rec_1"]},"end_user_id":"eu_1","title":"t",\
      "initial_message":{"content":"q","provider":"local","include":["quotes"],\
      "context_refs":[{"type":"recording","id":"rec_1"}]},"x":{"y":[1.5,null,true,"\\u00e9"]}}\
      """;
  private static final String MESSAGE =
      """
      {"content":"q","provider":"local","context_refs":[{"type":"recording","id":"rec_1"}],\
      "include":["coverage","quotes"]}\
      """;

  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "0",
          "-1",
          "8",
          "8.0",
          "8.5",
          "1e400",
          "-0.0",
          "99999999999999999999",
          "\"\"",
          "\"\\u0000\"",
          "\"\\ud800\"",
          "\"eu_1\"",
          "\"\u2028\"",
          "[]",
          "[[]]",
          "[null]",
          "[\"rec_1\",1]",
          "{}",
          "{\"a\":{}}",
          "\"2026-02-30T00:00:00Z\"",
          "\"+999999999-01-01T00:00:00Z\"");

  private static final RunningGateway OWN = RunningGateway.start(Map.of());

  private final long seed = Long.getLong("seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final RunningGateway gateway = OWN;
  private final RawHttp http = gateway.http();
  private final String key = "Authorization: Bearer " + gateway.key("--project", "proj_fuzz");

  @AfterAll
  static void stop() {
    OWN.close();
  }

  @BeforeEach
  void answerAnything() {
    System.out.println("FuzzIT -Dseed=" + seed);
    gateway.searchService().onSearch(request -> SearchResponse.getDefaultInstance());
    gateway.searchService().onRecording(request -> GetRecordingResponse.getDefaultInstance());
    gateway.searchService().onList(request -> ListRecordingsResponse.getDefaultInstance());
    gateway.askService().onSession(Session::getDefaultInstance);
    gateway.askService().onSessions(ListSessionsResponse::getDefaultInstance);
    gateway.askService().onMessages(ListMessagesResponse::getDefaultInstance);
    gateway
        .askService()
        .tells(
            AskResponse.newBuilder().setStarted(Started.getDefaultInstance()).build(),
            AskResponse.newBuilder().setCompleted(Completed.getDefaultInstance()).build());
  }

  private void assertClear(RawAnswer answer, Object input) {
    String said = "seed " + seed + ": " + input + " got " + answer;
    assertTrue(answer.status() < 500, said);
    assertFalse(answer.requestId().isEmpty(), said);
    if (answer.status() >= 400) {
      assertEquals(answer.requestId(), answer.json().at("/error/request_id").asText(), said);
      Answers.assertSaysNothingOfTheInside(answer);
    }
  }

  @Test
  void mutatedBodiesAreAnsweredClearly() {
    for (int i = 0; i < ROUNDS; i++) {
      byte[] body = mutated(ORDER.getBytes(StandardCharsets.UTF_8));
      RawAnswer answer = http.post("/v1/recordings/search", body, key);
      assertClear(answer, new String(body, StandardCharsets.ISO_8859_1));
    }
  }

  @Test
  void mutatedBodiesOfAskAreAnsweredClearly() {
    for (int i = 0; i < ROUNDS; i++) {
      boolean fresh = random.nextBoolean();
      byte[] body = mutated((fresh ? NEW_SESSION : MESSAGE).getBytes(StandardCharsets.UTF_8));
      String accept = random.nextBoolean() ? "Accept: text/event-stream" : "Accept: */*";
      RawAnswer answer = http.post(fresh ? SESSIONS : MESSAGES, body, key, accept);
      assertFine(answer, new String(body, StandardCharsets.ISO_8859_1));
      byte[] title = mutated("{\"title\":\"t\"}".getBytes(StandardCharsets.UTF_8));
      assertClear(http.send("PATCH", SESSIONS + "/as_1", title, key), List.of(title));
    }
  }

  /** As {@link #assertClear}, for an answer that may be a stream: then it is whole. */
  private void assertFine(RawAnswer answer, String input) {
    assertClear(answer, input);
    if (answer.header("content-type").equals("text/event-stream")) {
      assertTrue(answer.raw().endsWith("0\r\n\r\n"), "seed " + seed + ": " + input);
      assertTrue(answer.raw().contains("event: completed"), "seed " + seed + ": " + input);
    }
  }

  @Test
  void valuesOfEveryTypeInEveryFieldOfAskAreAnsweredClearly() {
    List<String> fields =
        List.of(
            "\"selected\"",
            "[\"rec_1\"]",
            "\"eu_1\"",
            "\"t\"",
            "\"q\"",
            "\"local\"",
            "[\"quotes\"]",
            "\"recording\"",
            "{\"type\":\"recording\",\"id\":\"rec_1\"}");
    for (String field : fields) {
      for (String value : VALUES) {
        String body =
            NEW_SESSION.replace(":" + field, ":" + value).replace("[" + field, "[" + value);
        assertFine(http.post(SESSIONS, body, key), body);
        assertFine(http.post(SESSIONS, body, key, "Accept: text/event-stream"), body);
      }
    }
  }

  @Test
  void randomParametersAreAnsweredClearly() {
    List<String> names =
        List.of("limit", "cursor", "q", "scope_type", "end_user_id", "recording_id", "x", "");
    String alphabet = "0129-_.%+&=;?/aZ\u00e9";
    for (int i = 0; i < ROUNDS; i++) {
      StringBuilder query = new StringBuilder("?");
      for (int j = random.nextInt(4); j >= 0; j--) {
        query.append(pick(names)).append('=');
        random
            .ints(random.nextInt(6), 0, alphabet.length())
            .forEach(at -> query.append(alphabet.charAt(at)));
        query.append('&');
      }
      String path = random.nextBoolean() ? SESSIONS : MESSAGES;
      assertClear(http.get(path + query, key), path + query);
    }
  }

  @Test
  void randomBodiesAreAnsweredClearly() {
    for (int i = 0; i < ROUNDS; i++) {
      byte[] body = new byte[random.nextInt(64)];
      random.nextBytes(body);
      assertClear(http.post("/v1/recordings/search", body, key), List.of(body));
    }
  }

  @Test
  void valuesOfEveryTypeInEveryFieldAreAnsweredClearly() {
    for (String field :
        List.of(
            "query",
            "end_user_id",
            "recording_ids",
            "recorded_after",
            "recorded_before",
            "limit")) {
      for (String value : VALUES) {
        String body =
            "query".equals(field) || "end_user_id".equals(field)
                ? "{\"%s\":%s,\"limit\":1}".formatted(field, value)
                : "{\"query\":\"q\",\"end_user_id\":\"eu_1\",\"%s\":%s}".formatted(field, value);
        assertClear(http.post("/v1/recordings/search", body, key), body);
      }
    }
  }

  @Test
  void randomPathsAreAnsweredClearly() {
    String alphabet = "/v1recodings_%0aF.;?#&=+~é\\{}[]|\"<>^` :@\u0001";
    for (int i = 0; i < ROUNDS; i++) {
      StringBuilder path =
          new StringBuilder(pick(List.of("/v1/recordings/", "/v1/ask/sessions/", "/")));
      random
          .ints(random.nextInt(20), 0, alphabet.length())
          .forEach(at -> path.append(alphabet.charAt(at)));
      String target = path.toString();
      assertClear(http.get(target, key), target);
    }
  }

  @Test
  void randomHeadersAreAnsweredClearly() {
    List<String> names =
        List.of(
            "Accept",
            "Content-Type",
            "Content-Length",
            "Transfer-Encoding",
            "Expect",
            "Connection",
            "Upgrade",
            "Cookie",
            "Range",
            "If-None-Match",
            "Accept-Language",
            "Origin",
            "Host",
            "X-Forwarded-For",
            "X-Request-Id",
            "Accept-Charset",
            "X-HTTP-Method-Override",
            "Te",
            "Content-Encoding",
            "Idempotency-Key",
            "Forwarded",
            "Sec-WebSocket-Key",
            "HTTP2-Settings");
    List<String> values =
        List.of(
            "",
            "*",
            "a",
            "a/b/c",
            ";;",
            "chunked",
            "100-continue",
            "h2c",
            "websocket",
            "-1",
            "5, 6",
            "999999999999999999999",
            "q=x",
            "\u00ff\u0001",
            "text/event-stream",
            "upgrade",
            "\"",
            "=",
            "application/json;charset=\"",
            "multipart/form-data",
            "bytes=0-",
            "http://[");
    for (int i = 0; i < ROUNDS; i++) {
      String header = pick(names) + ": " + pick(values);
      String other = pick(names) + ": " + pick(values);
      String head =
          "GET /v1/recordings/rec_1 HTTP/1.1\r\nHost: h\r\nConnection: close\r\n%s\r\n%s\r\n%s\r\n\r\n"
              .formatted(key, header, other);
      assertNoServerError(head.getBytes(StandardCharsets.ISO_8859_1), header + " " + other);
    }
  }

  @Test
  void randomBytesInPlaceOfARequestAreAnsweredClearlyOrNotAtAll() {
    byte[] good =
        "POST /v1/recordings/search HTTP/1.1\r\nHost: h\r\n%s\r\nContent-Length: 2\r\n\r\n{}"
            .formatted(key)
            .getBytes(StandardCharsets.ISO_8859_1);
    for (int i = 0; i < PATIENT_ROUNDS; i++) {
      byte[] request = mutated(good);
      assertNoServerError(request, new String(request, StandardCharsets.ISO_8859_1));
    }
  }

  private void assertNoServerError(byte[] request, String input) {
    String answer = new String(http.everything(request, 150), StandardCharsets.ISO_8859_1);
    String said = "seed " + seed + ": " + input + " got " + answer;
    assertFalse(answer.startsWith("HTTP/1.1 5") || answer.startsWith("HTTP/1.0 5"), said);
    if (answer.startsWith("HTTP/1.1 4")) {
      assertTrue(answer.contains("\"request_id\":\""), said);
      assertFalse(answer.contains("xception"), said);
    }
  }

  private byte[] mutated(byte[] bytes) {
    byte[] mutated = bytes.clone();
    int changes = 1 + random.nextInt(4);
    for (int i = 0; i < changes; i++) {
      mutated[random.nextInt(mutated.length)] = (byte) random.nextInt(256);
    }
    return random.nextInt(4) == 0
        ? Arrays.copyOf(mutated, random.nextInt(mutated.length))
        : mutated;
  }

  private String pick(List<String> from) {
    return from.get(random.nextInt(from.size()));
  }
}
