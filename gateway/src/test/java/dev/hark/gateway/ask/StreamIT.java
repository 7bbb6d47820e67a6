package dev.hark.gateway.ask;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hark.contract.FakeAskService;
import dev.hark.gateway.testing.EventReader;
import dev.hark.gateway.testing.RawAnswer;
import dev.hark.gateway.testing.RawHttp;
import dev.hark.gateway.testing.RunningGateway;
import dev.hark.gateway.testing.Waiting;
import dev.hark.proto.ask.v1.AskRequest;
import dev.hark.proto.ask.v1.AskResponse;
import dev.hark.proto.ask.v1.Session;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Turns that are answered as a stream of events. */
class StreamIT {
  private static final String SESSIONS = "/v1/ask/sessions";
  private static final String MESSAGES = SESSIONS + "/as_1/messages";
  private static final String QUESTION = "{\"content\":\"q\"}";
  private static final String STARTED =
      "event: started\ndata: {\"session_id\":\"as_1\",\"message_id\":\"msg_2\"}\n\n";
  private static final String COMPLETED =
      "event: completed\ndata: " + SampleTurn.RESULT_JSON + "\n\n";

  private final RunningGateway gateway = RunningGateway.shared();
  private final FakeAskService askService = gateway.askService();
  private final RawHttp http = gateway.http();
  private final String key = "Authorization: Bearer " + gateway.key("--project", "proj_stream");

  private EventReader stream() {
    return EventReader.post(gateway.port(), MESSAGES, QUESTION, key);
  }

  @Test
  void aTurnIsToldByteForByte() {
    askService.tells(
        SampleTurn.started(),
        SampleTurn.delta("By \"Friday\".\n\n"),
        SampleTurn.citation(),
        AskResponse.getDefaultInstance(),
        SampleTurn.delta("\u05d0\ud83d\ude80\u2028"),
        SampleTurn.completed());
    String expected =
        STARTED
            + "event: delta\ndata: {\"text\":\"By \\\"Friday\\\".\\n\\n\"}\n\n"
            + "event: citation\ndata: {\"recording_id\":\"rec_1\",\"start_ms\":754000}\n\n"
            + "event: delta\ndata: {\"text\":\"\u05d0\ud83d\ude80\u2028\"}\n\n"
            + COMPLETED;
    RawAnswer answer = http.post(MESSAGES, QUESTION, key, "Accept: text/event-stream");
    assertEquals("200 " + expected, answer.status() + " " + answer.unchunked());
    assertEquals("text/event-stream", answer.header("content-type"));
    assertEquals("no-store", answer.header("cache-control"));
    assertEquals("no", answer.header("x-accel-buffering"));
    assertEquals("", answer.header("content-encoding"));
    assertEquals("chunked", answer.header("transfer-encoding"));
    assertEquals(answer.requestId(), askService.last(AskRequest.class).getCaller().getRequestId());
    String first =
        "{\"scope\":{\"type\":\"library\"},\"end_user_id\":\"eu_1\",\"initial_message\":%s}"
            .formatted(QUESTION);
    RawAnswer fresh = http.post(SESSIONS, first, key, "Accept: text/event-stream");
    assertEquals(expected, fresh.unchunked());
    assertTrue(askService.last(AskRequest.class).hasNewSession());
  }

  @Test
  void whatIsIncludedIsInTheLastEvent() {
    askService.tells(SampleTurn.started(), SampleTurn.completed());
    RawAnswer answer =
        http.post(
            MESSAGES,
            "{\"content\":\"q\",\"include\":[\"quotes\"]}",
            key,
            "Accept: text/event-stream");
    assertEquals(
        STARTED + "event: completed\ndata: {" + SampleTurn.RESULT_MEMBERS + ",\"quotes\":[]}\n\n",
        answer.unchunked());
  }

  @Test
  void aSessionWithoutAMessageIsJsonWhateverIsAccepted() {
    askService.onSession(Session::getDefaultInstance);
    RawAnswer answer =
        http.post(
            SESSIONS,
            "{\"scope\":{\"type\":\"library\"},\"end_user_id\":\"eu_1\"}",
            key,
            "Accept: text/event-stream");
    assertEquals("201 application/json", answer.status() + " " + answer.header("content-type"));
  }

  @Test
  void eachEventIsSentAtOnce() {
    CountDownLatch firstRead = new CountDownLatch(1);
    CountDownLatch secondRead = new CountDownLatch(1);
    askService.onTurn(
        (request, out) -> {
          out.onNext(SampleTurn.started());
          Waiting.until(firstRead, 30);
          out.onNext(SampleTurn.delta("a"));
          Waiting.until(secondRead, 30);
          out.onNext(SampleTurn.completed());
          out.onCompleted();
        });
    try (EventReader events = stream()) {
      assertEquals("event: started", events.next());
      assertNotNull(events.next());
      firstRead.countDown();
      assertEquals("event: delta", events.next());
      assertEquals("data: {\"text\":\"a\"}", events.next());
      secondRead.countDown();
      assertEquals("event: completed", events.next());
      assertEquals(1, events.rest().size());
    }
  }

  @Test
  void aTurnThatBreaksOffEndsWithAnErrorThatNamesTheSession() {
    askService.onTurn(
        (request, out) -> {
          out.onNext(SampleTurn.started());
          out.onError(Status.INTERNAL.withDescription("at 127.0.0.1").asRuntimeException());
        });
    try (EventReader events = stream()) {
      List<String> lines = events.rest();
      assertEquals("event: error", lines.get(2));
      assertTrue(lines.get(3).startsWith("data: {\"code\":\"unavailable\""), lines.get(3));
      assertTrue(lines.get(3).contains("\"details\":{\"session_id\":\"as_1\"}"), lines.get(3));
      assertEquals(4, lines.size());
    }
  }

  @Test
  void whoLeavesEndsNobodysTurnAndHasItCountedUntilItsEnd() {
    int clients = 50;
    String few =
        "Authorization: Bearer " + gateway.key("--project", "proj_left", "--rate-limit", "3000");
    CountDownLatch go = new CountDownLatch(1);
    AtomicInteger told = new AtomicInteger();
    askService.onTurn(
        (request, out) -> {
          out.onNext(SampleTurn.started());
          out.onNext(SampleTurn.delta("a"));
          Waiting.until(go, 30);
          out.onNext(SampleTurn.completed());
          out.onCompleted();
          told.addAndGet(out.isCancelled() ? 0 : 1);
        });
    List<EventReader> staying = new ArrayList<>();
    for (int i = 0; i < clients; i++) {
      EventReader events = EventReader.post(gateway.port(), MESSAGES, QUESTION, few);
      events.next();
      if (i % 2 == 0) {
        events.close();
      } else {
        staying.add(events);
      }
    }
    RawAnswer tooMany = http.post(MESSAGES, QUESTION, few);
    assertEquals("429 rate_limit_exceeded", tooMany.status() + " " + tooMany.code());
    go.countDown();
    for (EventReader events : staying) {
      assertTrue(events.rest().contains("event: completed"));
      events.close();
    }
    await().atMost(Duration.ofSeconds(30)).until(() -> told.get() == clients);
    await().until(() -> http.post(MESSAGES, QUESTION, few).status() == 200);
  }

  @Test
  void whoDoesNotReadHoldsAskServiceBack() {
    int words = 10_000;
    String word = "word ".repeat(1_000);
    AtomicInteger sent = new AtomicInteger();
    askService.onTurn(
        (request, out) -> {
          out.onNext(SampleTurn.started());
          for (int i = 0; i < words && ready(out); i++) {
            out.onNext(SampleTurn.delta(word));
            sent.incrementAndGet();
          }
          out.onNext(SampleTurn.completed());
          out.onCompleted();
        });
    try (EventReader asleep = EventReader.post(gateway.port(), 8 << 10, MESSAGES, QUESTION, key)) {
      assertEquals("event: started", asleep.next());
      AtomicInteger before = new AtomicInteger(-1);
      await()
          .atMost(Duration.ofSeconds(30))
          .pollInterval(Duration.ofSeconds(1))
          .until(() -> before.getAndSet(sent.get()) == sent.get() && sent.get() > 0);
      // Of 48 MiB; the sockets hold up to 4 MiB on each side, the gateway 256 KiB.
      assertTrue(sent.get() < words / 4, "too much is held in memory: " + sent);
      List<String> rest = asleep.rest();
      assertEquals("event: completed", rest.get(rest.size() - 2));
      assertEquals(words, sent.get());
      assertEquals(2 * words + 3, rest.size());
    }
  }

  /** What waits for the three is more than the sockets (4 MiB each) and the gateway hold of it. */
  @Test
  void whoDoesNotReadStopsNobodyElse() {
    int words = 1_300;
    String word = "word ".repeat(1_000);
    CountDownLatch served = new CountDownLatch(1);
    AtomicInteger waiting = new AtomicInteger();
    askService.onTurn(
        (request, out) -> {
          boolean large = request.getMessage().getContent().equals("large");
          out.onNext(SampleTurn.started());
          for (int i = 0; large && i < words; i++) {
            out.onNext(SampleTurn.delta(word));
          }
          waiting.incrementAndGet();
          if (large) {
            Waiting.until(served, 60);
          }
          out.onNext(SampleTurn.completed());
          out.onCompleted();
        });
    List<EventReader> asleep = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      asleep.add(
          EventReader.post(gateway.port(), 8 << 10, MESSAGES, "{\"content\":\"large\"}", key));
    }
    await().atMost(Duration.ofSeconds(30)).until(() -> waiting.get() == asleep.size());
    for (int i = 0; i < 20; i++) {
      assertEquals(200, http.post(MESSAGES, QUESTION, key).status());
      assertEquals(200, http.post(MESSAGES, QUESTION, key, "Accept: text/event-stream").status());
    }
    served.countDown();
    for (EventReader events : asleep) {
      assertEquals(4 + 2 * words, events.rest().size());
      events.close();
    }
  }

  private static boolean ready(ServerCallStreamObserver<AskResponse> out) {
    while (!out.isReady() && !out.isCancelled()) {
      Waiting.milliseconds(5);
    }
    return !out.isCancelled();
  }
}
