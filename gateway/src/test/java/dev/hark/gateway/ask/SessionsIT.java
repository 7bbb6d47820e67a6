package dev.hark.gateway.ask;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hark.gateway.testing.FakeAskService;
import dev.hark.gateway.testing.RawAnswer;
import dev.hark.gateway.testing.RawHttp;
import dev.hark.gateway.testing.RunningGateway;
import dev.hark.proto.ask.v1.AskFailure;
import dev.hark.proto.ask.v1.CreateSessionRequest;
import dev.hark.proto.ask.v1.DeleteSessionRequest;
import dev.hark.proto.ask.v1.FailureReason;
import dev.hark.proto.ask.v1.GetSessionRequest;
import dev.hark.proto.ask.v1.ListMessagesRequest;
import dev.hark.proto.ask.v1.ListMessagesResponse;
import dev.hark.proto.ask.v1.ListSessionsRequest;
import dev.hark.proto.ask.v1.ListSessionsResponse;
import dev.hark.proto.ask.v1.RenameSessionRequest;
import dev.hark.proto.ask.v1.Scope;
import dev.hark.proto.ask.v1.ScopeType;
import dev.hark.proto.ask.v1.Session;
import dev.hark.proto.search.v1.Mode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Sessions and their messages, byte for byte. */
class SessionsIT {
  private static final String SESSIONS = "/v1/ask/sessions";
  private static final String JSON = "Content-Type: application/json";

  private static final Session LIBRARY =
      Session.newBuilder()
          .setSessionId("as_1")
          .setScope(Scope.newBuilder().setType(ScopeType.SCOPE_TYPE_LIBRARY))
          .setTitle("New \"chat\"")
          .setLastMessageAt(SampleTurn.time("2026-05-20T10:20:00Z"))
          .setCreatedAt(SampleTurn.time("2026-05-20T10:20:00Z"))
          .setUpdatedAt(SampleTurn.time("2026-05-20T10:20:00.5Z"))
          .setEndUserId("eu_1")
          .build();
  private static final String LIBRARY_JSON =
      """
      {"id":"as_1","scope":{"type":"library","recording_ids":[],"recording_title":null},\
      "title":"New \\"chat\\"","message_count":0,"last_message_at":"2026-05-20T10:20:00.000Z",\
      "last_model":null,"last_provider":null,"created_at":"2026-05-20T10:20:00.000Z",\
      "updated_at":"2026-05-20T10:20:00.500Z",\
      "end_user_id":"eu_1"}\
      """;

  private static final Session RECORDING =
      LIBRARY.toBuilder()
          .setSessionId("as_2")
          .setScope(
              Scope.newBuilder()
                  .setType(ScopeType.SCOPE_TYPE_RECORDING)
                  .addRecordingIds("rec_1")
                  .setRecordingTitle("Weekly"))
          .setMessageCount(4)
          .setLastModel("gpt-4.1-mini")
          .setLastProvider("openai")
          .build();
  private static final String RECORDING_JSON =
      LIBRARY_JSON
          .replace("as_1", "as_2")
          .replace("library", "recording")
          .replace("[]", "[\"rec_1\"]")
          .replace("\"recording_title\":null", "\"recording_title\":\"Weekly\"")
          .replace("\"message_count\":0", "\"message_count\":4")
          .replace("\"last_model\":null", "\"last_model\":\"gpt-4.1-mini\"")
          .replace("\"last_provider\":null", "\"last_provider\":\"openai\"");

  private final RunningGateway gateway = RunningGateway.shared();
  private final FakeAskService askService = gateway.askService();
  private final RawHttp http = gateway.http();
  private final String key = bearer("--project", "proj_ask", "--mode", "test");

  private String bearer(String... options) {
    return "Authorization: Bearer " + gateway.key(options);
  }

  private RawAnswer get(String path) {
    return http.get(path, key);
  }

  private static void assertIs(int status, String json, RawAnswer answer) {
    assertEquals(status + " " + json, answer.status() + " " + answer.body());
    assertEquals("application/json", answer.header("content-type"));
    assertEquals(String.valueOf(answer.bytes().length), answer.header("content-length"));
  }

  @Test
  void aSessionIsMadeAndAnsweredWith201() {
    askService.onSession(() -> LIBRARY);
    RawAnswer answer =
        http.post(
            SESSIONS,
            "{\"scope\":{\"type\":\"library\"},\"end_user_id\":\"eu_1\",\"title\":\"T\"}",
            JSON,
            key);
    assertIs(201, LIBRARY_JSON, answer);
    CreateSessionRequest asked = askService.last(CreateSessionRequest.class);
    assertEquals("proj_ask", asked.getCaller().getProjectId());
    assertEquals(Mode.MODE_TEST, asked.getCaller().getMode());
    assertEquals(answer.requestId(), asked.getCaller().getRequestId());
    assertEquals("eu_1", asked.getSession().getEndUserId());
    assertEquals("T", asked.getSession().getTitle());
    assertEquals(ScopeType.SCOPE_TYPE_LIBRARY, asked.getSession().getScope().getType());
    assertEquals(0, asked.getSession().getScope().getRecordingIdsCount());
  }

  @Test
  void scopesArriveAsTheyWereSent() {
    askService.onSession(() -> RECORDING);
    String one = "{\"scope\":{\"type\":\"recording\",\"recording_id\":\"rec_1\"}}";
    assertIs(201, RECORDING_JSON, http.post(SESSIONS, one, JSON, key));
    CreateSessionRequest recording = askService.last(CreateSessionRequest.class);
    assertEquals(List.of("rec_1"), recording.getSession().getScope().getRecordingIdsList());
    assertEquals(ScopeType.SCOPE_TYPE_RECORDING, recording.getSession().getScope().getType());
    assertEquals("", recording.getSession().getEndUserId());
    assertEquals(false, recording.getSession().hasTitle());
    String some =
        "{\"scope\":{\"type\":\"selected\",\"recording_ids\":[\"rec_2\",\"rec_1\"]},"
            + "\"end_user_id\":\"eu_1\"}";
    assertEquals(201, http.post(SESSIONS, some, JSON, key).status());
    CreateSessionRequest selected = askService.last(CreateSessionRequest.class);
    assertEquals(ScopeType.SCOPE_TYPE_SELECTED, selected.getSession().getScope().getType());
    assertEquals(List.of("rec_2", "rec_1"), selected.getSession().getScope().getRecordingIdsList());
  }

  @Test
  void aBoundKeyMakesSessionsOfItsEndUser() {
    askService.onSession(() -> LIBRARY);
    String bound = bearer("--project", "proj_ask", "--end-user", "eu_7");
    for (String body :
        List.of(
            "{\"scope\":{\"type\":\"library\"}}",
            "{\"scope\":{\"type\":\"library\"},\"end_user_id\":\"eu_7\"}")) {
      assertEquals(201, http.post(SESSIONS, body, JSON, bound).status());
      CreateSessionRequest asked = askService.last(CreateSessionRequest.class);
      assertEquals("eu_7", asked.getSession().getEndUserId());
      assertEquals("eu_7", asked.getCaller().getEndUserId());
    }
  }

  @Test
  void aSessionIsLookedUpRenamedAndDeleted() {
    askService.onSession(() -> RECORDING);
    assertIs(200, RECORDING_JSON, get(SESSIONS + "/as_2"));
    assertEquals("as_2", askService.last(GetSessionRequest.class).getSessionId());

    byte[] title = "{\"title\":\" Other \ud83d\ude80\"}".getBytes(StandardCharsets.UTF_8);
    assertIs(200, RECORDING_JSON, http.send("PATCH", SESSIONS + "/as_2", title, JSON, key));
    RenameSessionRequest renamed = askService.last(RenameSessionRequest.class);
    assertEquals("as_2 Other \ud83d\ude80", renamed.getSessionId() + " " + renamed.getTitle());

    RawAnswer deleted = http.send("DELETE", SESSIONS + "/as_2", null, key);
    assertEquals("204 ", deleted.status() + " " + deleted.body());
    assertEquals("", deleted.header("content-type"));
    assertEquals("as_2", askService.last(DeleteSessionRequest.class).getSessionId());
  }

  @Test
  void aTitleIsChecked() {
    for (String body :
        List.of(
            "{}",
            "{\"title\":null}",
            "{\"title\":\"\"}",
            "{\"title\":\" \"}",
            "{\"title\":1}",
            "{\"title\":\"%s\"}".formatted("a".repeat(201)))) {
      RawAnswer answer =
          http.send("PATCH", SESSIONS + "/as_2", body.getBytes(StandardCharsets.UTF_8), key);
      assertEquals(
          "400 invalid_request title",
          answer.status() + " " + answer.code() + " " + answer.param());
    }
  }

  @Test
  void sessionsAreListedWithWhatWasAskedFor() {
    askService.onSessions(
        () ->
            ListSessionsResponse.newBuilder()
                .addSessions(RECORDING)
                .addSessions(LIBRARY)
                .setNextCursor("abc_-.1")
                .build());
    assertIs(
        200,
        "{\"data\":[%s,%s],\"has_more\":true,\"next_cursor\":\"abc_-.1\"}"
            .formatted(RECORDING_JSON, LIBRARY_JSON),
        get(
            SESSIONS
                + "?end_user_id=eu_1&scope_type=recording&recording_id=rec_1"
                + "&q=50%25+_%C3%A9&limit=100&cursor=x_-y&other=1"));
    ListSessionsRequest asked = askService.last(ListSessionsRequest.class);
    assertEquals("eu_1", asked.getEndUserId());
    assertEquals(ScopeType.SCOPE_TYPE_RECORDING, asked.getScopeType());
    assertEquals("rec_1", asked.getRecordingId());
    assertEquals("50% _\u00e9", asked.getQ());
    assertEquals(100, asked.getLimit());
    assertEquals("x_-y", asked.getCursor());
  }

  @Test
  void sessionsAreTwentyAPageWithoutAFilterUnlessToldOtherwise() {
    askService.onSessions(ListSessionsResponse::getDefaultInstance);
    for (String query : List.of("", "?", "?limit=&cursor=&q=&end_user_id=&scope_type=")) {
      assertIs(200, "{\"data\":[],\"has_more\":false,\"next_cursor\":null}", get(SESSIONS + query));
      ListSessionsRequest asked = askService.last(ListSessionsRequest.class);
      assertEquals(20, asked.getLimit());
      assertEquals(
          ListSessionsRequest.newBuilder().setCaller(asked.getCaller()).setLimit(20).build(),
          asked);
    }
    for (String type : List.of("library", "selected", "folder")) {
      assertEquals(200, get(SESSIONS + "?scope_type=" + type).status());
      assertEquals(
          "SCOPE_TYPE_" + type.toUpperCase(Locale.ROOT),
          askService.last(ListSessionsRequest.class).getScopeType().name());
    }
  }

  @Test
  void anotherEndUserInTheFilterIsNoReasonToRefuseABoundKey() {
    askService.onSessions(ListSessionsResponse::getDefaultInstance);
    String bound = bearer("--project", "proj_ask", "--end-user", "eu_7");
    assertEquals(200, http.get(SESSIONS + "?end_user_id=eu_1", bound).status());
    assertEquals("eu_7", askService.last(ListSessionsRequest.class).getCaller().getEndUserId());
  }

  @Test
  void badParametersAreNamed() {
    for (String[] row :
        new String[][] {
          {"limit=0", "limit"},
          {"limit=101", "limit"},
          {"limit=-1", "limit"},
          {"limit=x", "limit"},
          {"limit=8.0", "limit"},
          {"limit=99999999999", "limit"},
          {"limit=1&limit=2", "limit"},
          {"cursor=%20", "cursor"},
          {"cursor=a%2Fb", "cursor"},
          {"cursor=" + "a".repeat(2_049), "cursor"},
          {"scope_type=all", "scope_type"},
          {"end_user_id=x", "end_user_id"},
          {"recording_id=eu_1", "recording_id"},
          {"q=%00", "q"}
        }) {
      RawAnswer answer = get(SESSIONS + "?" + row[0]);
      assertEquals(
          "400 invalid_request " + row[1],
          answer.status() + " " + answer.code() + " " + answer.param(),
          row[0]);
    }
    assertEquals("limit", get(SESSIONS + "/as_1/messages?limit=0").param());
    assertEquals("cursor", get(SESSIONS + "/as_1/messages?cursor=*").param());
  }

  @Test
  void messagesAreListedOldestFirst() {
    askService.onMessages(
        () ->
            ListMessagesResponse.newBuilder()
                .addMessages(SampleTurn.QUESTION)
                .addMessages(SampleTurn.ANSWER)
                .build());
    assertIs(
        200,
        "{\"data\":[%s,%s],\"has_more\":false,\"next_cursor\":null}"
            .formatted(SampleTurn.QUESTION_JSON, SampleTurn.ANSWER_JSON),
        get(SESSIONS + "/as_1/messages?limit=2&cursor=abc"));
    ListMessagesRequest asked = askService.last(ListMessagesRequest.class);
    assertEquals(
        "as_1 2 abc", asked.getSessionId() + " " + asked.getLimit() + " " + asked.getCursor());
  }

  @Test
  void aPathThatCannotBeASessionIsNotFoundLikeAnUnknownOne() {
    askService.fails(
        AskFailure.newBuilder()
            .setReason(FailureReason.FAILURE_REASON_NOT_FOUND)
            .setMessage("not for clients")
            .build());
    String expected = get(SESSIONS + "/as_1").bodyWithoutId();
    byte[] title = "{\"title\":\"x\"}".getBytes(StandardCharsets.UTF_8);
    byte[] message = "{\"content\":\"x\"}".getBytes(StandardCharsets.UTF_8);
    for (String id : List.of("as_1", "rec_1", "as_", "as_a-b", "x", "as_" + "a".repeat(65))) {
      String path = SESSIONS + "/" + id;
      for (RawAnswer answer :
          List.of(
              get(path),
              http.send("PATCH", path, title, JSON, key),
              http.send("DELETE", path, null, key),
              get(path + "/messages"),
              http.post(path + "/messages", message, JSON, key),
              http.post(path + "/messages", message, key, "Accept: text/event-stream"))) {
        assertEquals(404 + " " + expected, answer.status() + " " + answer.bodyWithoutId());
      }
    }
  }
}
