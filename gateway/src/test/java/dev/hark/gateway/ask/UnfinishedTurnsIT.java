package dev.hark.gateway.ask;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hark.gateway.testing.EventReader;
import dev.hark.gateway.testing.GatewayProcess;
import dev.hark.gateway.testing.RawAnswer;
import dev.hark.gateway.testing.RawHttp;
import dev.hark.gateway.testing.Waiting;
import dev.hark.proto.ask.v1.AskFailure;
import dev.hark.proto.ask.v1.AskRequest;
import dev.hark.proto.ask.v1.FailureReason;
import dev.hark.proto.ask.v1.Session;
import io.grpc.Status;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** The same key again while its turn goes on, or after one that came to no end. */
class UnfinishedTurnsIT extends RepeatedTurns {
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
      await().until(() -> askService.asked(AskRequest.class) == 1);
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
