package dev.hark.gateway.ask;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hark.contract.FakeAskService;
import dev.hark.gateway.testing.RawAnswer;
import dev.hark.gateway.testing.RawHttp;
import dev.hark.gateway.testing.RunningGateway;
import dev.hark.gateway.testing.TwoGateways;
import dev.hark.proto.ask.v1.Session;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;

/** Turns under a key of the client, on two gateways over one ask-service. */
class RepeatedTurns {
  static final String SESSIONS = "/v1/ask/sessions";
  static final String MESSAGES = SESSIONS + "/as_1/messages";
  static final String QUESTION = "{\"content\":\"q\"}";
  static final String FRESH =
      "{\"scope\":{\"type\":\"library\"},\"end_user_id\":\"eu_1\",\"initial_message\":%s}"
          .formatted(QUESTION);
  static final String STREAM = "Accept: text/event-stream";
  static final String EVENTS =
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

  final RunningGateway one = TwoGateways.one();
  final RawHttp http = one.http();
  final RawHttp otherHttp = TwoGateways.other().http();
  final FakeAskService askService = one.askService();
  final String bearer = TwoGateways.bearer("--project", "proj_repeat");
  final String name = "Idempotency-Key: " + UUID.randomUUID();

  /** Messages that are answered, and how many turns that took. */
  final Set<String> answered = ConcurrentHashMap.newKeySet();

  final AtomicInteger done = new AtomicInteger();

  @BeforeEach
  void answers() {
    askService.onSession(Session::getDefaultInstance);
    does(
        (request, out) -> {
          out.onNext(SampleTurn.started());
          out.onNext(SampleTurn.delta("By Fri"));
          out.onNext(SampleTurn.completed());
          out.onCompleted();
        });
  }

  /** As ask-service: a message that has its answer is told that again. */
  final void does(FakeAskService.Turn turn) {
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

  static void assertReplayed(String body, RawAnswer answer) {
    boolean chunked = !answer.header("transfer-encoding").isEmpty();
    String given = chunked ? answer.unchunked() : answer.body();
    assertEquals("200 " + body, answer.status() + " " + given);
    assertEquals("true", answer.header("idempotent-replayed"));
  }
}
