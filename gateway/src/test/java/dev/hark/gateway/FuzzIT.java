package dev.hark.gateway;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hark.gateway.testing.RawAnswer;
import dev.hark.gateway.testing.RunningGateway;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Whatever comes in as a body, what goes out is a clear 4xx at worst. */
@Execution(ExecutionMode.CONCURRENT)
class FuzzIT extends Fuzz {
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

  FuzzIT() {
    super(OWN);
  }

  @AfterAll
  static void stop() {
    OWN.close();
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
}
