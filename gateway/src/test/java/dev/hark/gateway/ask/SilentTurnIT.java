package dev.hark.gateway.ask;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hark.gateway.testing.EventReader;
import dev.hark.gateway.testing.RunningGateway;
import dev.hark.gateway.testing.Waiting;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Turns of which nothing is heard for long; each waits on a gateway of its own. */
@Execution(ExecutionMode.CONCURRENT)
class SilentTurnIT {
  private static final String MESSAGES = "/v1/ask/sessions/as_1/messages";

  @Test
  void aTurnThatTakesLongerThanTheConnectionMayBeIdleIsAnswered() {
    try (RunningGateway impatient =
        RunningGateway.start(Map.of("micronaut.server.idle-timeout", "1s"))) {
      impatient
          .askService()
          .onTurn(
              (request, out) -> {
                out.onNext(SampleTurn.started());
                Waiting.seconds(3);
                out.onNext(SampleTurn.completed());
                out.onCompleted();
              });
      String bearer = "Authorization: Bearer " + impatient.key("--project", "proj_turns");
      assertEquals(
          SampleTurn.RESULT_JSON,
          impatient.http().post(MESSAGES, "{\"content\":\"q\"}", bearer).body());
      String slow =
          "POST %s HTTP/1.1\r\nHost: hark\r\n%s\r\nContent-Length: 9\r\n\r\n{"
              .formatted(MESSAGES, bearer);
      long start = System.nanoTime();
      byte[] nothing = impatient.http().everything(slow.getBytes(StandardCharsets.UTF_8), 20_000);
      assertEquals("", new String(nothing, StandardCharsets.UTF_8));
      assertTrue(System.nanoTime() - start < 15_000_000_000L, "a slow sender is closed");
    }
  }

  /** The first stream of a process loads its classes while the connection counts as idle. */
  @Test
  void aSilentTurnKeepsTheLineOpenWithComments() {
    try (RunningGateway quick =
        RunningGateway.start(
            Map.of("hark.ask.heartbeat", "1s", "micronaut.server.idle-timeout", "5s"))) {
      CountDownLatch enough = new CountDownLatch(1);
      quick
          .askService()
          .onTurn(
              (request, out) -> {
                out.onNext(SampleTurn.started());
                Waiting.until(enough, 30);
                out.onNext(SampleTurn.completed());
                out.onCompleted();
              });
      String bearer = "Authorization: Bearer " + quick.key("--project", "proj_stream");
      try (EventReader events =
          EventReader.post(quick.port(), MESSAGES, "{\"content\":\"q\"}", bearer)) {
        events.next();
        events.next();
        for (int i = 0; i < 8; i++) {
          assertEquals(": still here", events.next());
        }
        enough.countDown();
        List<String> rest = new ArrayList<>(events.rest());
        rest.removeIf(line -> line.startsWith(":"));
        assertEquals("event: completed", rest.getFirst());
      }
    }
  }

  /** So long that a server would take pings of HTTP/2 for an attack. */
  @Test
  void aTurnWhoseModelIsSilentForLongIsAnswered() {
    try (RunningGateway alone = RunningGateway.start(Map.of())) {
      alone
          .askService()
          .onTurn(
              (request, out) -> {
                out.onNext(SampleTurn.started());
                Waiting.seconds(45);
                out.onNext(SampleTurn.completed());
                out.onCompleted();
              });
      String bearer = "Authorization: Bearer " + alone.key("--project", "proj_turns");
      int port = alone.port();
      try (EventReader stream = EventReader.post(port, MESSAGES, "{\"content\":\"q\"}", bearer)) {
        List<String> lines = stream.rest();
        assertEquals("event: completed", lines.get(lines.size() - 2));
        assertTrue(lines.stream().filter(line -> line.startsWith(":")).count() >= 2);
      }
    }
  }
}
