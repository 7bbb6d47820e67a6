package dev.hark.gateway.ask;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hark.gateway.testing.RawAnswer;
import dev.hark.proto.ask.v1.AskFailure;
import dev.hark.proto.ask.v1.AskRequest;
import dev.hark.proto.ask.v1.CreateSessionRequest;
import dev.hark.proto.ask.v1.FailureReason;
import dev.hark.proto.ask.v1.GetSessionRequest;
import dev.hark.proto.ask.v1.Session;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What was answered before, under the same key. */
class RepeatedTurnsIT extends RepeatedTurns {
  @Test
  void aTurnIsDoneOnceAndToldAgainAsJsonAndAsAStream() {
    RawAnswer first = http.post(MESSAGES, QUESTION, bearer, name);
    assertEquals("200 " + SampleTurn.RESULT_JSON, first.status() + " " + first.body());
    assertEquals("", first.header("idempotent-replayed"));
    assertReplayed(SampleTurn.RESULT_JSON, otherHttp.post(MESSAGES, QUESTION, bearer, name));
    RawAnswer events = otherHttp.post(MESSAGES, QUESTION, bearer, name, STREAM);
    assertReplayed(EVENTS, events);
    assertEquals("text/event-stream", events.header("content-type"));
    assertEquals("no", events.header("x-accel-buffering"));
    assertEquals(1, done.get());
  }

  @Test
  void aStreamIsToldAgainAsAStreamAndAsJson() {
    RawAnswer first = http.post(SESSIONS, FRESH, bearer, name, STREAM);
    assertTrue(first.unchunked().endsWith(SampleTurn.RESULT_JSON + "\n\n"), first.body());
    assertReplayed(EVENTS, otherHttp.post(SESSIONS, FRESH, bearer, name, STREAM));
    assertReplayed(SampleTurn.RESULT_JSON, http.post(SESSIONS, FRESH, bearer, name));
    assertEquals(1, done.get());
  }

  @Test
  void aTurnIsToldAgainByAskServiceAndNoneOfItsWordsAreKeptHere() {
    http.post(SESSIONS, FRESH, bearer, name);
    AskRequest first = askService.last(AskRequest.class);
    assertEquals("0", kept("By Friday"));
    askService.onSession(Session::getDefaultInstance);
    assertReplayed(SampleTurn.RESULT_JSON, otherHttp.post(SESSIONS, FRESH, bearer, name));
    assertEquals(first, forReplay(askService.last(AskRequest.class), first));
    askService.fails(
        AskFailure.newBuilder().setReason(FailureReason.FAILURE_REASON_NOT_FOUND).build());
    RawAnswer erased = http.post(SESSIONS, FRESH, bearer, name);
    assertEquals("404 not_found", erased.status() + " " + erased.code(), "as an event erased it");
  }

  private String kept(String words) {
    return one.firstOf(
        "SELECT count(*) FROM gateway.idempotency WHERE body LIKE '%" + words + "%'");
  }

  /** The same but for the id of the request. */
  private static AskRequest forReplay(AskRequest again, AskRequest first) {
    return again.toBuilder().setCaller(first.getCaller()).build();
  }

  @ParameterizedTest
  @EnumSource(
      value = FailureReason.class,
      names = {
        "FAILURE_REASON_TRANSCRIPTION_NOT_READY",
        "FAILURE_REASON_TRANSCRIPT_TOO_LARGE",
        "FAILURE_REASON_NOT_FOUND",
        "FAILURE_REASON_INVALID_REQUEST",
        "FAILURE_REASON_PROVIDER_ERROR",
        "FAILURE_REASON_UNAVAILABLE"
      })
  void whatMayPassIsNotKept(FailureReason reason) {
    askService.fails(AskFailure.newBuilder().setReason(reason).build());
    assertTrue(http.post(MESSAGES, QUESTION, bearer, name).status() >= 400);
    RawAnswer still = otherHttp.post(MESSAGES, QUESTION, bearer, name);
    assertEquals("", still.header("idempotent-replayed"));
    answers();
    RawAnswer passed = otherHttp.post(MESSAGES, QUESTION, bearer, name);
    assertEquals("200", passed.status() + passed.header("idempotent-replayed"));
    assertReplayed(SampleTurn.RESULT_JSON, http.post(MESSAGES, QUESTION, bearer, name));
    RawAnswer other = http.post(MESSAGES, QUESTION + " ", bearer, name);
    assertEquals("422 idempotency_key_reused", other.status() + " " + other.code());
  }

  @Test
  void aSessionIsMadeOnce() {
    askService.onSession(() -> Session.newBuilder().setSessionId("as_1").build());
    String empty = FRESH.replace(",\"initial_message\":" + QUESTION, "");
    RawAnswer first = http.post(SESSIONS, empty, bearer, name, STREAM);
    String id = askService.last(CreateSessionRequest.class).getSession().getSessionId();
    assertTrue(id.matches("as_0[A-Za-z0-9]{23}"), id);
    RawAnswer again = otherHttp.post(SESSIONS, empty, bearer, name, STREAM);
    assertEquals("201 true", again.status() + " " + again.header("idempotent-replayed"));
    assertEquals(first.body(), again.body());
    assertEquals("as_1", askService.last(GetSessionRequest.class).getSessionId());
    assertEquals(2, askService.asked(), "made once, and looked for once");
    askService.fails(
        AskFailure.newBuilder().setReason(FailureReason.FAILURE_REASON_NOT_FOUND).build());
    assertEquals(404, http.post(SESSIONS, empty, bearer, name).status(), "as an event erased it");
    askService.onSession(() -> Session.newBuilder().setSessionId("as_1").build());
    http.post(SESSIONS, empty, bearer);
    assertEquals(
        "", askService.last(CreateSessionRequest.class).getSession().getSessionId(), "no key");
  }
}
