package dev.hark.gateway.webhook;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hark.gateway.testing.GatewayProcess;
import dev.hark.gateway.testing.RawAnswer;
import dev.hark.gateway.testing.RunningGateway;
import dev.hark.proto.event.v1.OutcomeState;
import dev.hark.proto.event.v1.RecordingOutcome;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** SIGKILL in the middle: what the worker told is heard, whoever is left or comes after. */
class KilledGatewayIT extends WebhookFixture {
  private static final int EVENTS = 200;

  private String[] options() {
    Map<String, String> settings =
        Map.of(
            "secret-key",
            SECRET_KEY,
            "http-hosts",
            receiver.host(),
            "timeout",
            "1s",
            "lease",
            "2s",
            "check",
            "50ms");
    return Stream.concat(
            settings.entrySet().stream()
                .map(one -> "-Dhark.webhooks.%s=%s".formatted(one.getKey(), one.getValue())),
            // A dead member of the group is noticed as soon as the broker allows.
            Stream.of(
                "-Dhark.outcomes.topic=" + topic(),
                "-Dhark.outcomes.group=killed-" + project,
                "-Dkafka.consumers.outcomes.session.timeout.ms=6000"))
        .toArray(String[]::new);
  }

  @Test
  void noEventIsLostWithAGatewayThatIsKilled() {
    Set<String> heard = ConcurrentHashMap.newKeySet();
    receiver.on(
        path,
        one -> {
          heard.add(one.event());
          return 200;
        });
    try (RunningGateway other = RunningGateway.start(Map.of())) {
      String own = "Authorization: Bearer " + other.key("--project", project);
      Set<String> told = new HashSet<>();
      try (GatewayProcess first = GatewayProcess.beside(other, options())) {
        await().atMost(Duration.ofSeconds(90)).until(first::isReady);
        RawAnswer made = first.http().post("/v1/webhook-endpoints", asked(receiver.url(path)), own);
        assertEquals(201, made.status(), made::toString);
        for (int i = 0; i < EVENTS; i++) {
          RecordingOutcome outcome =
              outcome("rec_" + i, OutcomeState.OUTCOME_STATE_INDEXED).toBuilder()
                  .setId("evt_" + UUID.randomUUID().toString().replace("-", ""))
                  .build();
          told.add(outcome.getId());
          publish(outcome);
        }
        await()
            .atMost(Duration.ofMinutes(1))
            .pollInterval(Duration.ofMillis(2))
            .until(() -> heard.size() > EVENTS / 10);
        first.kill();
      }
      assertTrue(heard.size() < EVENTS, "killed in the middle: " + heard.size());
      try (GatewayProcess second = GatewayProcess.beside(other, options())) {
        await().atMost(Duration.ofMinutes(2)).until(() -> heard.containsAll(told));
        assertTrue(second.isAlive());
      }
      assertEquals(List.of(), told.stream().filter(event -> !heard.contains(event)).toList());
    }
  }
}
