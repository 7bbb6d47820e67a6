package dev.hark.e2e;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Every owner's texts carry a canary of their own; random calls with every owner's ids must never
 * show another's. {@code -Dseed=} repeats a run's choices.
 */
final class TenantIsolationIT {
  private static final int CALLS = 600;

  private final RunningHark hark = RunningHark.get();
  private final long seed = Long.getLong("seed", System.nanoTime());
  private final Random random = new Random(seed);

  /** An end user with one recording and the word that only their texts hold. */
  private record Tenant(
      Owner owner, String canary, String recordingId, String transcriptionId, Gateway gateway) {}

  @Test
  void noAnswerEverHoldsAnothersText() {
    System.out.println("TenantIsolationIT -Dseed=" + seed);
    List<Tenant> tenants = tenants();
    for (int i = 0; i < CALLS; i++) {
      Tenant caller = tenants.get(random.nextInt(tenants.size()));
      Tenant target = tenants.get(random.nextInt(tenants.size()));
      check(caller, tenants, randomCall(caller, target, tenants), target);
    }
  }

  private Gateway.Answer randomCall(Tenant caller, Tenant target, List<Tenant> tenants) {
    return switch (random.nextInt(4)) {
      case 0 -> caller.gateway().get("/v1/recordings/" + target.recordingId());
      case 1 -> caller.gateway().get("/v1/transcriptions/" + target.transcriptionId());
      default -> caller.gateway().search(randomSearch(caller, target, tenants));
    };
  }

  private ObjectNode randomSearch(Tenant caller, Tenant target, List<Tenant> tenants) {
    ObjectNode body = Event.JSON.createObjectNode();
    body.put("query", random.nextBoolean() ? target.canary() : "the budget of the garden");
    body.put("end_user_id", caller.owner().endUserId()).put("limit", 50);
    if (random.nextBoolean()) {
      tenants.stream()
          .filter(tenant -> random.nextInt(3) == 0 || tenant.equals(target))
          .forEach(tenant -> body.withArray("recording_ids").add(tenant.recordingId()));
    }
    if (random.nextInt(3) == 0) {
      body.put("recorded_after", "2026-01-01T00:00:00Z");
    }
    return body;
  }

  private void check(Tenant caller, List<Tenant> tenants, Gateway.Answer answer, Tenant target) {
    assertTrue(answer.status() == 200 || answer.status() == 404, answer.raw());
    for (Tenant tenant : tenants) {
      boolean shared = tenant.owner().projectId().equals(caller.owner().projectId());
      boolean byId = shared && tenant.equals(target) && !answer.body().has("results");
      if (!tenant.equals(caller) && !byId) {
        assertTrue(!answer.raw().contains(tenant.canary()), () -> caller + " saw " + tenant);
      }
    }
    if (target.equals(caller)) {
      assertEquals(200, answer.status(), answer.raw());
    }
  }

  /** Three projects; two end users of each, whose words are alike but for the canary. */
  private List<Tenant> tenants() {
    List<Tenant> tenants = new ArrayList<>();
    try (EventTopic topic = new EventTopic(hark.address("kafka"), "recording-events")) {
      for (int project = 0; project < 3; project++) {
        Owner first = Owner.random(random);
        Gateway gateway = hark.gatewayOf(first.projectId());
        for (Owner owner : List.of(first, first.otherEndUser(random))) {
          tenants.add(publish(topic, owner, gateway));
        }
      }
    }
    for (Tenant tenant : tenants) {
      await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () ->
                  !tenant
                      .gateway()
                      .search(tenant.owner().endUserId(), tenant.canary(), 1)
                      .isEmpty());
    }
    return tenants;
  }

  private Tenant publish(EventTopic topic, Owner owner, Gateway gateway) {
    String canary = Ids.random("canary", random);
    String recordingId = Ids.random("rec_", random);
    String transcriptionId = Ids.random("txn_", random);
    List<Event.Turn> turns =
        IntStream.range(0, 40)
            .mapToObj(
                i ->
                    new Event.Turn(
                        i * 4_000L,
                        i * 4_000L + 3_900,
                        canary + " " + i % 2,
                        "The budget of the garden is " + i + " and " + canary + " agrees to it."))
            .toList();
    Event event = Event.completed(owner, recordingId, transcriptionId, Instant.now(), turns);
    event.data().put("title", "Garden of " + canary).put("recorded_at", "2026-02-01T10:00:00Z");
    topic.publish(event);
    return new Tenant(owner, canary, recordingId, transcriptionId, gateway);
  }
}
