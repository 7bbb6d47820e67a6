package dev.hark.gateway.ask;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hark.contract.FakeAskService;
import dev.hark.gateway.testing.RawAnswer;
import dev.hark.gateway.testing.RawHttp;
import dev.hark.gateway.testing.TwoGateways;
import dev.hark.gateway.testing.Waiting;
import dev.hark.proto.ask.v1.AskFailure;
import dev.hark.proto.ask.v1.AskRequest;
import dev.hark.proto.ask.v1.FailureReason;
import dev.hark.proto.ask.v1.Session;
import io.grpc.Status;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is kept of requests under a key goes with the session that they were about. */
class DeletedSessionIT {
  private static final String SESSIONS = "/v1/ask/sessions";
  private static final String MESSAGES = SESSIONS + "/as_1/messages";
  private static final String QUESTION = "{\"content\":\"q\"}";
  private static final String FRESH =
      "{\"scope\":{\"type\":\"library\"},\"end_user_id\":\"eu_1\",\"initial_message\":%s}"
          .formatted(QUESTION);

  private static final AskFailure NOT_FOUND =
      AskFailure.newBuilder().setReason(FailureReason.FAILURE_REASON_NOT_FOUND).build();

  private final RawHttp http = TwoGateways.one().http();
  private final RawHttp otherHttp = TwoGateways.other().http();
  private final FakeAskService askService = TwoGateways.one().askService();
  private final String bearer = TwoGateways.bearer("--project", "proj_deleted");
  private final String name = "Idempotency-Key: " + UUID.randomUUID();

  @BeforeEach
  void answers() {
    askService.tells(SampleTurn.started(), SampleTurn.delta("By Fri"), SampleTurn.completed());
  }

  @Test
  void aDeletedSessionIsNotToldAgainAndNotMadeAgain() {
    askService.onSession(Session::getDefaultInstance);
    http.post(SESSIONS, FRESH, bearer, name);
    AskRequest made = askService.last(AskRequest.class);
    delete(made.getNewSession().getSessionId());
    assertGone(SESSIONS, FRESH);
    String path = SESSIONS + "/" + made.getNewSession().getSessionId();
    assertEquals(404, http.send("DELETE", path, null, bearer).status());
    answers();
    assertGone(SESSIONS, FRESH);
  }

  private void delete(String session) {
    assertEquals(204, http.send("DELETE", SESSIONS + "/" + session, null, bearer).status());
    askService.fails(NOT_FOUND);
  }

  private void assertGone(String path, String body) {
    for (int i = 0; i < 2; i++) {
      RawAnswer again = otherHttp.post(path, body, bearer, name);
      assertEquals("404 not_found", again.status() + " " + again.code());
    }
  }

  @Test
  void whoMayNotSeeASessionWithdrawsNothingOfIt() {
    http.post(MESSAGES, QUESTION, bearer, name);
    askService.fails(NOT_FOUND);
    assertEquals(404, http.send("DELETE", SESSIONS + "/as_1", null, bearer).status());
    answers();
    RawAnswer again = http.post(MESSAGES, QUESTION, bearer, name);
    assertEquals("200 true", again.status() + " " + again.header("idempotent-replayed"));
  }

  @Test
  void aTurnThatIsUnderWayWhenItsSessionIsDeletedIsNotKept() throws Exception {
    CountDownLatch deleted = new CountDownLatch(1);
    askService.onSession(Session::getDefaultInstance);
    askService.onTurn(
        (request, out) -> {
          out.onNext(SampleTurn.started());
          Waiting.until(deleted, 30);
          out.onNext(SampleTurn.completed());
          out.onCompleted();
        });
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<RawAnswer> first = threads.submit(() -> http.post(MESSAGES, QUESTION, bearer, name));
      await().until(() -> askService.asked(AskRequest.class) == 1);
      delete("as_1");
      deleted.countDown();
      assertEquals(200, first.get().status());
    }
    assertGone(MESSAGES, QUESTION);
  }

  @Test
  void nothingIsKeptOfASessionWhoseDeletionWasBegun() {
    http.post(MESSAGES, QUESTION, bearer, name);
    AtomicBoolean found = new AtomicBoolean();
    askService.onSession(
        () -> {
          if (found.getAndSet(true)) {
            throw Status.UNAVAILABLE.asRuntimeException();
          }
          return Session.getDefaultInstance();
        });
    assertEquals(503, http.send("DELETE", SESSIONS + "/as_1", null, bearer).status());
    askService.onSession(Session::getDefaultInstance);
    answers();
    RawAnswer again = http.post(MESSAGES, QUESTION, bearer, name);
    assertEquals("200", again.status() + again.header("idempotent-replayed"));
  }
}
