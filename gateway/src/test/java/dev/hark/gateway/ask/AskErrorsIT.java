package dev.hark.gateway.ask;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Duration;
import dev.hark.contract.FakeAskService;
import dev.hark.gateway.testing.RawAnswer;
import dev.hark.gateway.testing.RawHttp;
import dev.hark.gateway.testing.RunningGateway;
import dev.hark.proto.ask.v1.AskFailure;
import dev.hark.proto.ask.v1.FailureReason;
import dev.hark.proto.search.v1.TranscriptionStatus;
import io.grpc.Status;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each failure that ask-service tells, on each way that it can come out. */
class AskErrorsIT {
  private static final String SESSIONS = "/v1/ask/sessions";
  private static final String MESSAGES = SESSIONS + "/as_1/messages";
  private static final String QUESTION = "{\"content\":\"q\"}";
  private static final String NEW =
      "{\"scope\":{\"type\":\"recording\",\"recording_id\":\"rec_1\"}%s}";
  private static final String FIRST = NEW.formatted(",\"initial_message\":" + QUESTION);
  private static final String STREAM = "Accept: text/event-stream";

  private final RunningGateway gateway = RunningGateway.shared();
  private final FakeAskService askService = gateway.askService();
  private final RawHttp http = gateway.http();
  private final String key = "Authorization: Bearer " + gateway.key("--project", "proj_failed");

  /**
   * A failure and what is told of it.
   *
   * @param param for a message that is the body
   * @param firstParam for a message within the body
   * @param details as JSON
   * @param beside what stands beside the error, as JSON members
   */
  record Row(
      AskFailure failure,
      int status,
      String code,
      @Nullable String param,
      @Nullable String firstParam,
      String details,
      String beside,
      String retryAfter) {}

  private static AskFailure.Builder failure(FailureReason reason) {
    return AskFailure.newBuilder().setReason(reason).setMessage("Say it in another way.");
  }

  private static Row invalid(String param, String firstParam) {
    AskFailure failure =
        failure(FailureReason.FAILURE_REASON_INVALID_REQUEST).setParam(param).build();
    return new Row(failure, 400, "invalid_request", param, firstParam, "null", "", "");
  }

  private static Row notReady(TranscriptionStatus status, String text) {
    AskFailure failure =
        failure(FailureReason.FAILURE_REASON_TRANSCRIPTION_NOT_READY)
            .setTranscriptionStatus(status)
            .build();
    String details = "{\"status\":\"%s\"}".formatted(text);
    return new Row(failure, 409, "transcription_not_ready", null, null, details, "", "");
  }

  private static Row provider(Duration.@Nullable Builder retryAfter, String header) {
    AskFailure.Builder failure =
        failure(FailureReason.FAILURE_REASON_PROVIDER_ERROR).setSessionId("as_1");
    if (retryAfter != null) {
      failure.setRetryAfter(retryAfter);
    }
    String details = "{\"session_id\":\"as_1\"}";
    String beside = ",\"session_id\":\"as_1\"";
    return new Row(failure.build(), 502, "provider_error", null, null, details, beside, header);
  }

  private static Row unavailable(AskFailure.Builder failure, String details, String header) {
    return new Row(failure.build(), 503, "unavailable", null, null, details, "", header);
  }

  static Stream<Row> rows() {
    AskFailure.Builder forbidden =
        failure(FailureReason.FAILURE_REASON_FORBIDDEN).setParam("end_user_id");
    AskFailure.Builder unknown = failure(FailureReason.FAILURE_REASON_NOT_FOUND);
    AskFailure.Builder large =
        failure(FailureReason.FAILURE_REASON_TRANSCRIPT_TOO_LARGE)
            .setTranscriptTokens(130_001)
            .setMaxTokens(120_000);
    AskFailure.Builder down = failure(FailureReason.FAILURE_REASON_UNAVAILABLE);
    return Stream.of(
        invalid("provider", "initial_message.provider"),
        invalid("content", "initial_message.content"),
        invalid("context_refs[0].id", "initial_message.context_refs[0].id"),
        invalid("scope.recording_ids[3]", "scope.recording_ids[3]"),
        invalid("cursor", "cursor"),
        new Row(forbidden.build(), 403, "forbidden", "end_user_id", "end_user_id", "null", "", ""),
        new Row(unknown.build(), 404, "not_found", null, null, "null", "", ""),
        new Row(
            unknown.setParam("scope.recording_id").build(),
            404,
            "not_found",
            "scope.recording_id",
            "scope.recording_id",
            "null",
            "",
            ""),
        notReady(TranscriptionStatus.TRANSCRIPTION_STATUS_PENDING, "pending"),
        notReady(TranscriptionStatus.TRANSCRIPTION_STATUS_UNSPECIFIED, "pending"),
        notReady(TranscriptionStatus.TRANSCRIPTION_STATUS_PROCESSING, "processing"),
        notReady(TranscriptionStatus.TRANSCRIPTION_STATUS_FAILED, "failed"),
        new Row(
            large.build(),
            413,
            "transcript_too_large",
            null,
            null,
            "{\"max_tokens\":120000,\"transcript_tokens\":130001}",
            "",
            ""),
        provider(null, ""),
        provider(Duration.newBuilder().setSeconds(7), "7"),
        provider(Duration.newBuilder().setSeconds(7).setNanos(1), "8"),
        provider(Duration.newBuilder(), "1"),
        unavailable(down, "null", "1"),
        unavailable(
            failure(FailureReason.FAILURE_REASON_UNAVAILABLE)
                .setRetryAfter(Duration.newBuilder().setSeconds(2))
                .setSessionId("as_1"),
            "{\"session_id\":\"as_1\"}",
            "2"),
        unavailable(failure(FailureReason.FAILURE_REASON_UNSPECIFIED), "null", "1"),
        unavailable(
            failure(FailureReason.FAILURE_REASON_INTERNAL).setSessionId("as_1"),
            "{\"session_id\":\"as_1\"}",
            ""));
  }

  private static String error(Row row, @Nullable String param, RawAnswer answer, String message) {
    return "{\"code\":\"%s\",\"message\":\"%s\",\"param\":%s,\"details\":%s,\"request_id\":\"%s\"}"
        .formatted(
            row.code(),
            message,
            param == null ? "null" : '"' + param + '"',
            row.details(),
            answer.requestId());
  }

  private static void assertIs(Row row, @Nullable String param, RawAnswer answer) {
    assertFalse(answer.message().isEmpty(), "an error that does not say what to do");
    String expected =
        "{\"error\":%s%s}".formatted(error(row, param, answer, answer.message()), row.beside());
    assertEquals(row.status() + " " + expected, answer.status() + " " + answer.body());
    assertEquals("application/json", answer.header("content-type"));
    assertEquals(row.retryAfter(), answer.header("retry-after"));
    assertFalse(answer.body().contains("127.0.0.1"), answer.body());
    boolean ofAskService = Set.of("invalid_request", "provider_error").contains(row.code());
    assertEquals(ofAskService, answer.message().equals("Say it in another way."), answer.message());
  }

  @ParameterizedTest
  @MethodSource("rows")
  void beforeATurnBeginsItIsAnErrorAnswerWithOrWithoutAStream(Row row) {
    askService.fails(row.failure());
    assertIs(row, row.param(), http.post(MESSAGES, QUESTION, key));
    assertIs(row, row.param(), http.post(MESSAGES, QUESTION, key, STREAM));
    assertIs(row, row.firstParam(), http.post(SESSIONS, FIRST, key));
    assertIs(row, row.firstParam(), http.post(SESSIONS, FIRST, key, STREAM));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void everyOtherCallTellsItToo(Row row) {
    askService.fails(row.failure());
    byte[] title = "{\"title\":\"x\"}".getBytes(StandardCharsets.UTF_8);
    List<RawAnswer> answers = new ArrayList<>();
    answers.add(http.post(SESSIONS, NEW.formatted(""), key));
    answers.add(http.get(SESSIONS, key));
    answers.add(http.get(SESSIONS + "/as_1", key));
    answers.add(http.send("PATCH", SESSIONS + "/as_1", title, key));
    answers.add(http.send("DELETE", SESSIONS + "/as_1", null, key));
    answers.add(http.get(MESSAGES, key));
    answers.forEach(answer -> assertIs(row, row.param(), answer));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void onceATurnHasBegunAStreamTellsItAsItsLastEvent(Row row) {
    askService.tells(
        SampleTurn.started(), SampleTurn.delta("By"), SampleTurn.failed(row.failure()));
    RawAnswer answer = http.post(MESSAGES, QUESTION, key, STREAM);
    assertEquals(200, answer.status());
    String events = answer.unchunked();
    String last = events.substring(events.indexOf("event: error"));
    String message = last.split("\"message\":\"", 2)[1].split("\"", 2)[0];
    assertEquals("event: error\ndata: " + error(row, row.param(), answer, message) + "\n\n", last);
    assertIs(row, row.param(), http.post(MESSAGES, QUESTION, key));
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"OK", "INTERNAL", "UNKNOWN", "RESOURCE_EXHAUSTED"})
  void aStatusThatSaysNothingMoreIsUnavailable(Status.Code code) {
    askService.fails(code.toStatus().withDescription("at 127.0.0.1 java.lang.Exception"));
    for (RawAnswer answer :
        List.of(
            http.get(SESSIONS + "/as_1", key),
            http.post(MESSAGES, QUESTION, key),
            http.post(MESSAGES, QUESTION, key, STREAM))) {
      assertEquals("503 unavailable", answer.status() + " " + answer.code());
      assertEquals("1", answer.header("retry-after"));
      assertFalse(answer.body().contains("127.0.0.1"), answer.body());
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"INTERNAL", "UNKNOWN", "RESOURCE_EXHAUSTED"})
  void aFaultOfAskServiceIsNotToldToBeTriedAgain(Status.Code code) {
    askService.fails(code.toStatus().withDescription("at 127.0.0.1 java.lang.Exception"));
    for (RawAnswer answer :
        List.of(
            http.get(SESSIONS + "/as_1", key),
            http.post(MESSAGES, QUESTION, key),
            http.post(MESSAGES, QUESTION, key, STREAM))) {
      assertEquals("503 unavailable", answer.status() + " " + answer.code());
      assertEquals("", answer.header("retry-after"));
      assertFalse(answer.message().contains("Try again"), answer.message());
    }
  }

  @Test
  void aTurnWithoutAnyEventIsUnavailable() {
    askService.tells();
    assertEquals(503, http.post(MESSAGES, QUESTION, key).status());
    assertEquals(503, http.post(MESSAGES, QUESTION, key, STREAM).status());
  }

  @Test
  void theBodyIsCheckedBeforeAnybodyIsAsked() {
    askService.tells(SampleTurn.started(), SampleTurn.completed());
    for (String body : List.of("", "[]", "{", "{\"content\":\"a\",\"content\":\"b\"}", "{}")) {
      for (String accept : List.of("Accept: */*", STREAM)) {
        RawAnswer answer = http.post(MESSAGES, body, key, accept);
        assertEquals("400 invalid_request", answer.status() + " " + answer.code(), body);
        RawAnswer first = http.post(SESSIONS, body, key, accept);
        assertEquals("400 invalid_request", first.status() + " " + first.code(), body);
      }
    }
    String large = "{\"content\":\"a\",\"x\":\"%s\"}".formatted("a".repeat(256 << 10));
    RawAnswer answer = http.post(MESSAGES, large, key, STREAM);
    assertEquals("413 request_too_large", answer.status() + " " + answer.code());
    RawAnswer folder = http.post(SESSIONS, "{\"scope\":{\"type\":\"folder\"}}", key);
    assertEquals("400 scope.type", folder.status() + " " + folder.param());
    assertTrue(folder.message().contains("not supported yet"), folder.message());
    assertEquals(0, askService.asked());
  }

  @Test
  void aKeyThatIsBoundToAnotherEndUserIsForbidden() {
    String bound =
        "Authorization: Bearer " + gateway.key("--project", "proj_failed", "--end-user", "eu_2");
    askService.tells(SampleTurn.started(), SampleTurn.completed());
    for (String body :
        List.of(
            "{\"scope\":{\"type\":\"library\"},\"end_user_id\":\"eu_1\"}",
            "{\"scope\":{\"type\":\"library\"},\"end_user_id\":\"eu_1\",\"initial_message\":"
                + QUESTION
                + "}")) {
      RawAnswer answer = http.post(SESSIONS, body, bound, STREAM);
      assertEquals("403 end_user_id", answer.status() + " " + answer.param());
    }
    assertEquals(0, askService.asked());
  }
}
