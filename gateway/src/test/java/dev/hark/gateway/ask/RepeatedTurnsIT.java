package dev.hark.gateway.ask;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hark.gateway.testing.EventReader;
import dev.hark.gateway.testing.FakeAskService;
import dev.hark.gateway.testing.GatewayProcess;
import dev.hark.gateway.testing.RawAnswer;
import dev.hark.gateway.testing.RawHttp;
import dev.hark.gateway.testing.RunningGateway;
import dev.hark.gateway.testing.TwoGateways;
import dev.hark.gateway.testing.Waiting;
import dev.hark.proto.ask.v1.AskFailure;
import dev.hark.proto.ask.v1.AskRequest;
import dev.hark.proto.ask.v1.CreateSessionRequest;
import dev.hark.proto.ask.v1.FailureReason;
import dev.hark.proto.ask.v1.GetSessionRequest;
import dev.hark.proto.ask.v1.Session;
import io.grpc.Status;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Sessions and turns that were asked for before, under the same key. */
class RepeatedTurnsIT {
  private static final String SESSIONS = "/v1/ask/sessions";
  private static final String MESSAGES = SESSIONS + "/as_1/messages";
  private static final String QUESTION = "{\"content\":\"q\"}";
  private static final String FRESH =
      "{\"scope\":{\"type\":\"library\"},\"end_user_id\":\"eu_1\",\"initial_message\":%s}"
          .formatted(QUESTION);
  private static final String STREAM = "Accept: text/event-stream";
  private static final String EVENTS =
      """
      event: started
      data: {"session_id":"as_1","message_id":"msg_2"}

      event: delta
      data: {"text":"By Friday."}

      event: citation
      data: {"recording_id":"rec_1","start_ms":754000}

      event: delta
      data: {"text":"\\n\u05d0\ud83d\ude80"}

      event: completed
      data: %s

      """
          .formatted(SampleTurn.RESULT_JSON);

  private final RunningGateway one = TwoGateways.one();
  private final RawHttp http = one.http();
  private final RawHttp otherHttp = TwoGateways.other().http();
  private final FakeAskService askService = one.askService();
  private final String bearer = TwoGateways.bearer("--project", "proj_repeat");
  private final String name = "Idempotency-Key: " + UUID.randomUUID();

  /** Messages that are answered, and how many turns that took. */
  private final Set<String> answered = ConcurrentHashMap.newKeySet();

  private final AtomicInteger done = new AtomicInteger();

  @BeforeEach
  void answers() {
    does(
        (request, out) -> {
          out.onNext(SampleTurn.started());
          out.onNext(SampleTurn.delta("By Fri"));
          out.onNext(SampleTurn.completed());
          out.onCompleted();
        });
  }

  /** As ask-service: a message that has its answer is told that again. */
  private void does(FakeAskService.Turn turn) {
    askService.onTurn(
        (request, out) -> {
          if (!answered.contains(request.getMessageId())) {
            done.incrementAndGet();
            turn.tell(request, out);
            answered.add(request.getMessageId());
            return;
          }
          List.of(
                  SampleTurn.started(),
                  SampleTurn.delta("By Friday."),
                  SampleTurn.citation(),
                  SampleTurn.delta("\n\u05d0\ud83d\ude80"),
                  SampleTurn.completed())
              .forEach(out::onNext);
          out.onCompleted();
        });
  }

  private static void assertReplayed(String body, RawAnswer answer) {
    boolean chunked = !answer.header("transfer-encoding").isEmpty();
    String given = chunked ? answer.unchunked() : answer.body();
    assertEquals("200 " + body, answer.status() + " " + given);
    assertEquals("true", answer.header("idempotent-replayed"));
  }

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

  @Test
  void manyAtOnceOnTwoGatewaysAreOneTurn() throws Exception {
    CountDownLatch seen = new CountDownLatch(1);
    does(
        (request, out) -> {
          Waiting.until(seen, 30);
          out.onNext(SampleTurn.started());
          out.onNext(SampleTurn.completed());
          out.onCompleted();
        });
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<RawAnswer>> all = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        RawHttp gateway = i % 2 == 0 ? http : otherHttp;
        all.add(threads.submit(() -> gateway.post(MESSAGES, QUESTION, bearer, name)));
      }
      await().until(() -> all.stream().filter(Future::isDone).count() == 19);
      seen.countDown();
      int done = 0;
      for (Future<RawAnswer> one : all) {
        RawAnswer answer = one.get();
        done += answer.status() == 200 ? 1 : 0;
        assertTrue(
            answer.status() == 200 || answer.code().equals("idempotency_in_progress"),
            answer.toString());
      }
      assertEquals(1, done);
    }
    assertReplayed(SampleTurn.RESULT_JSON, otherHttp.post(MESSAGES, QUESTION, bearer, name));
    assertEquals(1, done.get());
  }

  @Test
  void aTurnIsFinishedAndKeptWhenItsClientLeaves() {
    CountDownLatch left = new CountDownLatch(1);
    does(
        (request, out) -> {
          out.onNext(SampleTurn.started());
          Waiting.until(left, 30);
          out.onNext(SampleTurn.delta("x"));
          out.onNext(SampleTurn.completed());
          out.onCompleted();
        });
    try (EventReader stream = EventReader.post(one.port(), MESSAGES, QUESTION, bearer, name)) {
      assertEquals("event: started", stream.next());
    }
    RawAnswer early = otherHttp.post(MESSAGES, QUESTION, bearer, name);
    assertEquals("409 idempotency_in_progress", early.status() + " " + early.code());
    left.countDown();
    await().until(() -> otherHttp.post(MESSAGES, QUESTION, bearer, name).status() == 200);
    assertReplayed(EVENTS, otherHttp.post(MESSAGES, QUESTION, bearer, name, STREAM));
    assertEquals(1, done.get());
  }

  @Test
  void aTurnIsFinishedAndKeptWhenAClientLeavesThatDoesNotStream() throws Exception {
    CountDownLatch left = new CountDownLatch(1);
    does(
        (request, out) -> {
          out.onNext(SampleTurn.started());
          Waiting.until(left, 30);
          out.onNext(SampleTurn.completed());
          out.onCompleted();
        });
    try (Socket socket = http.connect()) {
      String request =
          "POST %s HTTP/1.1\r\nHost: hark\r\nContent-Length: %d\r\n%s\r\n%s\r\n\r\n%s"
              .formatted(MESSAGES, QUESTION.length(), bearer, name, QUESTION);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      await().until(() -> askService.asked() == 1);
    }
    assertEquals(409, otherHttp.post(MESSAGES, QUESTION, bearer, name).status());
    left.countDown();
    await().until(() -> otherHttp.post(MESSAGES, QUESTION, bearer, name).status() == 200);
    assertReplayed(SampleTurn.RESULT_JSON, otherHttp.post(MESSAGES, QUESTION, bearer, name));
    assertEquals(1, done.get());
  }

  @Test
  void aTurnThatFailedIsDoneAgainWithTheSameIds() {
    askService.fails(
        AskFailure.newBuilder()
            .setReason(FailureReason.FAILURE_REASON_PROVIDER_ERROR)
            .setSessionId("as_1")
            .build());
    assertEquals(502, http.post(SESSIONS, FRESH, bearer, name).status());
    AskRequest first = askService.last(AskRequest.class);
    askService.onTurn(
        (request, out) -> {
          out.onNext(SampleTurn.started());
          out.onError(Status.UNAVAILABLE.asRuntimeException());
        });
    RawAnswer broken = http.post(SESSIONS, FRESH, bearer, name, STREAM);
    assertTrue(broken.unchunked().contains("event: error"), broken.body());
    answers();
    assertEquals("", otherHttp.post(SESSIONS, FRESH, bearer, name).header("idempotent-replayed"));
    AskRequest last = askService.last(AskRequest.class);
    assertEquals(first.getNewSession(), last.getNewSession());
    assertEquals(first.getMessageId(), last.getMessageId());
    assertTrue(last.getMessageId().matches("msg_0[A-Za-z0-9]{23}"), last.getMessageId());
    askService.onSession(Session::getDefaultInstance);
    assertReplayed(SampleTurn.RESULT_JSON, http.post(SESSIONS, FRESH, bearer, name));
  }

  @Test
  void whatAKilledGatewayWasDoingIsDoneByAnotherWithTheSameIds() {
    CountDownLatch over = new CountDownLatch(1);
    askService.onTurn(
        (request, out) -> {
          out.onNext(SampleTurn.started());
          Waiting.until(over, 60);
        });
    GatewayProcess doomed =
        GatewayProcess.beside(
            one, "-Dhark.idempotency.lease=1s", "-Dhark.idempotency.renewal=200ms");
    await().atMost(Duration.ofSeconds(60)).until(doomed::isReady);
    EventReader stream = EventReader.post(doomed.port(), SESSIONS, FRESH, bearer, name);
    assertEquals("event: started", stream.next());
    AskRequest first = askService.last(AskRequest.class);
    Waiting.seconds(2);
    assertEquals(409, http.post(SESSIONS, FRESH, bearer, name).status(), "longer than the lease");
    doomed.kill();
    stream.close();
    answers();
    await().until(() -> http.post(SESSIONS, FRESH, bearer, name).status() == 200);
    over.countDown();
    AskRequest last = askService.last(AskRequest.class);
    assertEquals(first.getNewSession().getSessionId(), last.getNewSession().getSessionId());
    assertEquals(first.getMessageId(), last.getMessageId());
    assertEquals(1, askService.asked());
    assertReplayed(SampleTurn.RESULT_JSON, otherHttp.post(SESSIONS, FRESH, bearer, name));
  }
}
