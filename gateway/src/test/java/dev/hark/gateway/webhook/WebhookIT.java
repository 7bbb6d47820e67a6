package dev.hark.gateway.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hark.gateway.webhook.Receiver.Heard;
import dev.hark.proto.event.v1.OutcomeState;
import dev.hark.proto.event.v1.RecordingOutcome;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * Events on their way to receivers that listen, fail, hang, send on or lie about where they are.
 */
class WebhookIT extends WebhookFixture {
  @Test
  void whatTheWorkerToldTwiceIsToldOnceAndInIdsAlone() {
    double faults = faults();
    JsonNode endpoint = endpoint(path);
    RecordingOutcome outcome = outcome("rec_1", OutcomeState.OUTCOME_STATE_INDEXED);
    publish(outcome);
    publish(outcome);
    publish(outcome("rec_1", OutcomeState.OUTCOME_STATE_FAILED));
    awaitThat(() -> receiver.heard(path).size() == 2);
    Heard heard =
        receiver.heard(path).stream()
            .filter(one -> one.event().equals(outcome.getId()))
            .findFirst()
            .orElseThrow();
    assertEquals(
        """
        {"id":"%s","type":"recording.indexed","created_at":"2026-05-04T09:30:00.125Z",\
        "project_id":"%s","mode":"live","data":{"recording_id":"rec_1","transcription_id":"txn_1",\
        "end_user_id":"eu_1","status":"completed"}}\
        """
            .formatted(outcome.getId(), project),
        heard.body());
    assertEquals("application/json", heard.header("content-type"));
    String id = endpoint.path("id").asText();
    awaitThat(() -> delivery(id, outcome.getId()).path("status").asText().equals("delivered"));
    JsonNode delivery = delivery(id, outcome.getId());
    assertEquals(1, delivery.path("attempts").asInt(), delivery::toString);
    assertEquals(200, delivery.path("response_code").asInt());
    assertTrue(delivery.path("error").isNull() && delivery.path("next_attempt_at").isNull());
    assertEquals(2, receiver.heard(path).size());
    assertEquals(faults, faults(), "what comes of it is noted without a fault");
  }

  @Test
  void onlyWhatAnEndpointAskedForAndOnlyOfItsProjectIsTold() {
    endpoint(path, "recording.failed");
    publish(outcome("rec_1", OutcomeState.OUTCOME_STATE_INDEXED));
    publish(
        outcome("rec_2", OutcomeState.OUTCOME_STATE_FAILED).toBuilder()
            .setId("evt_another" + project.substring(5))
            .setProjectId("proj_another")
            .build());
    publish(outcome("rec_3", OutcomeState.OUTCOME_STATE_FAILED));
    awaitThat(() -> !receiver.heard(path).isEmpty());
    assertEquals(
        "recording.failed rec_3",
        receiver.heard(path).getFirst().json().path("type").asText()
            + " "
            + receiver.heard(path).getFirst().json().at("/data/recording_id").asText());
    assertEquals(
        "0",
        gateway.firstOf(
            "SELECT count(*) FROM gateway.webhook_events WHERE type = 'recording.indexed'"
                + " AND project_id = '"
                + project
                + "'"));
  }

  /** The waits of the contract, one after the other. */
  @Test
  void aReceiverThatFailsIsTriedAgainSixTimesAndThenGivenUp() {
    double faults = faults();
    receiver.on(path, _ -> 500);
    String id = endpoint(path).path("id").asText();
    test(id);
    List<Duration> waits = new ArrayList<>();
    for (int attempt = 1; attempt <= 7; attempt++) {
      int many = attempt;
      awaitThat(() -> delivery(id).path("attempts").asInt() == many);
      JsonNode now = delivery(id);
      assertEquals(
          "500 status", now.path("response_code").asInt() + " " + now.path("error").asText());
      if (attempt < 7) {
        assertEquals("pending", now.path("status").asText());
        Duration wait =
            Duration.between(
                Instant.parse(now.path("last_attempt_at").asText()),
                Instant.parse(now.path("next_attempt_at").asText()));
        waits.add(wait);
        ReplacedParts.pass(wait);
      }
    }
    assertEquals(
        List.of(
            Duration.ofSeconds(5),
            Duration.ofMinutes(1),
            Duration.ofMinutes(10),
            Duration.ofHours(1),
            Duration.ofHours(6),
            Duration.ofHours(24)),
        waits);
    assertEquals(faults, faults(), "what comes of it is noted without a fault");
    assertEquals("failed", delivery(id).path("status").asText());
    assertTrue(delivery(id).path("next_attempt_at").isNull());
    assertEquals(7, receiver.heard(path).size());
    assertEquals(1, Set.copyOf(receiver.heard(path).stream().map(Heard::event).toList()).size());
  }

  @Test
  void anEndpointThatFailsForThreeDaysIsDisabledUntilItIsEnabledAgain() {
    receiver.on(path, _ -> 503);
    String id = endpoint(path).path("id").asText();
    test(id);
    awaitThat(() -> get("/" + id).path("failing_since").isTextual());
    ReplacedParts.pass(Duration.ofDays(3).minusHours(1));
    test(id);
    awaitThat(() -> delivery(id).path("attempts").asInt() == 1);
    assertTrue(get("/" + id).path("enabled").asBoolean());
    ReplacedParts.pass(Duration.ofHours(1));
    awaitThat(() -> !get("/" + id).path("enabled").asBoolean());
    assertTrue(get("/" + id).path("disabled_at").isTextual());
    assertEquals(400, post("/" + id + "/test", "{}").status());
    receiver.on(path, _ -> 200);
    assertTrue(patch(id, "{\"enabled\":true}").json().path("disabled_at").isNull());
    ReplacedParts.pass(Duration.ofDays(1));
    awaitThat(() -> delivery(id).path("status").asText().equals("delivered"));
    assertTrue(get("/" + id).path("failing_since").isNull());
  }

  @Test
  void oneThatHangsHoldsUpNoOther() {
    CountDownLatch end = new CountDownLatch(1);
    receiver.on(
        path + "/hangs",
        _ -> {
          await(end);
          return 200;
        });
    String hanging = endpoint(path + "/hangs", "recording.indexed").path("id").asText();
    endpoint(path, "recording.indexed");
    for (int i = 0; i < 40; i++) {
      publish(outcome("rec_" + i, OutcomeState.OUTCOME_STATE_INDEXED));
    }
    awaitThat(() -> receiver.heard(path).size() == 40);
    assertTrue(receiver.heard(path + "/hangs").size() <= 20, "16 at a time, 4 once it fails");
    awaitThat(
        () -> get("/" + hanging + "/deliveries?limit=100").toString().contains("\"timeout\""));
    assertFalse(get("/" + hanging + "/deliveries").toString().contains("\"delivered\""));
    end.countDown();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void aRedirectIsNotFollowed() {
    receiver.on(path, _ -> 307);
    String id = endpoint(path).path("id").asText();
    test(id);
    awaitThat(() -> delivery(id).path("attempts").asInt() == 1);
    assertEquals("redirect", delivery(id).path("error").asText());
    assertEquals(List.of(), receiver.heard("/elsewhere"));
  }

  @Test
  void oneThatBreaksOffIsTriedAgain() {
    AtomicInteger times = new AtomicInteger();
    receiver.on(
        path,
        _ -> {
          if (times.incrementAndGet() == 1) {
            throw new IllegalStateException("breaks off");
          }
          return 204;
        });
    String id = endpoint(path).path("id").asText();
    test(id);
    awaitThat(() -> delivery(id).path("error").asText().equals("connection"));
    ReplacedParts.pass(Duration.ofSeconds(5));
    awaitThat(() -> delivery(id).path("status").asText().equals("delivered"));
    assertEquals(204, delivery(id).path("response_code").asInt());
    assertEquals(2, delivery(id).path("attempts").asInt());
  }

  /** Faults: PostgreSQL refuses what the worker tells. */
  @Test
  void whatCannotBeKeptYetIsNotPassedOver() {
    endpoint(path, "recording.indexed");
    double before = faults();
    gateway.execute("ALTER TABLE gateway.webhook_events RENAME TO away");
    publish(outcome("rec_1", OutcomeState.OUTCOME_STATE_INDEXED));
    awaitThat(() -> faults() > before + 1);
    gateway.execute("ALTER TABLE gateway.away RENAME TO webhook_events");
    publish(outcome("rec_2", OutcomeState.OUTCOME_STATE_INDEXED));
    awaitThat(() -> receiver.heard(path).size() == 2);
  }

  private double faults() {
    return gateway.part(MeterRegistry.class).get("hark.gateway.faults").counter().count();
  }

  /** Long with {@code -Dwebhook.events=10000}. */
  @Test
  void everyEventReachesAReceiverThatIsBadToMany() {
    int many = Integer.getInteger("webhook.events", 200);
    Set<String> taken = ConcurrentHashMap.newKeySet();
    // They take the time of an attempt each.
    AtomicInteger toHang = new AtomicInteger(many / 500);
    CountDownLatch end = new CountDownLatch(1);
    Map<String, Integer> attempts = new ConcurrentHashMap<>();
    receiver.on(
        path,
        heard -> {
          int attempt = attempts.merge(heard.event(), 1, Integer::sum);
          int kind = Math.floorMod(heard.event().hashCode(), 4);
          if (attempt == 1 && toHang.getAndDecrement() > 0) {
            await(end);
          }
          // Some are taken at once, others after one or two failures of every sort.
          if (attempt <= kind - 1) {
            if (kind == 3 && attempt == 1) {
              throw new IllegalStateException("breaks off");
            }
            return kind == 3 ? 307 : 500;
          }
          taken.add(heard.event());
          return 200;
        });
    endpoint(path, "recording.indexed");
    long start = System.nanoTime();
    Set<String> told = new HashSet<>();
    for (int i = 0; i < many; i++) {
      RecordingOutcome outcome = outcome("rec_" + i, OutcomeState.OUTCOME_STATE_INDEXED);
      told.add(outcome.getId());
      publish(outcome);
    }
    Awaitility.await()
        .atMost(Duration.ofSeconds(60L + many / 20))
        .pollInterval(Duration.ofMillis(200))
        .until(
            () -> {
              // Now and then another wait is over.
              ReplacedParts.pass(Duration.ofSeconds(5));
              return taken.equals(told);
            });
    end.countDown();
    System.out.printf(
        "%d events to a receiver that is bad to many: %d attempts, none lost, %d s%n",
        many,
        attempts.values().stream().mapToInt(i -> i).sum(),
        Duration.ofNanos(System.nanoTime() - start).toSeconds());
  }

  /** What is told of them does not matter here: they are noted past the topic. */
  private void note(String endpoint, int many) {
    gateway.execute(
        """
        WITH told AS (
          INSERT INTO gateway.webhook_events (id, project_id, mode, type, body, created_at)
          SELECT 'evt_' || md5('%2$s' || i), '%3$s', 'live', 'recording.indexed', '{}', now()
          FROM generate_series(1, %1$d) i RETURNING id)
        INSERT INTO gateway.webhook_deliveries (event_id, endpoint_id, created_at, next_attempt_at)
        SELECT id, '%2$s', now(), now() - random() * interval '1 minute' FROM told
        """
            .formatted(many, endpoint, project));
  }

  /** Long with {@code -Dwebhook.events=10000}: prints how many a second are told. */
  @Test
  void aReceiverThatAnswersAfterATenthOfASecondIsToldManyAtOnce() {
    int many = Integer.getInteger("webhook.events", 100);
    for (int millis : new int[] {0, 100}) {
      String to = path + "/" + millis;
      Set<String> heard = ConcurrentHashMap.newKeySet();
      receiver.on(
          to,
          one -> {
            heard.add(one.event());
            sleep(millis);
            return 200;
          });
      String id = endpoint(to).path("id").asText();
      long start = System.nanoTime();
      note(id, many);
      Awaitility.await()
          .atMost(Duration.ofSeconds(30L + many / 20))
          .until(() -> heard.size() == many);
      System.out.printf(
          "%d events to a receiver that answers after %d ms: %.0f a second%n",
          many, millis, many * 1e9 / (System.nanoTime() - start));
    }
  }

  private static void sleep(int millis) {
    try {
      // A receiver that takes its time, as real ones do.
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
