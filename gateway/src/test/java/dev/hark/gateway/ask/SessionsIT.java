package dev.hark.gateway.ask;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hark.gateway.testing.RawAnswer;
import dev.hark.proto.ask.v1.AskFailure;
import dev.hark.proto.ask.v1.CreateSessionRequest;
import dev.hark.proto.ask.v1.DeleteSessionRequest;
import dev.hark.proto.ask.v1.FailureReason;
import dev.hark.proto.ask.v1.GetSessionRequest;
import dev.hark.proto.ask.v1.RenameSessionRequest;
import dev.hark.proto.ask.v1.ScopeType;
import dev.hark.proto.search.v1.Mode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Sessions one by one, byte for byte. */
class SessionsIT extends SessionFixture {
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
