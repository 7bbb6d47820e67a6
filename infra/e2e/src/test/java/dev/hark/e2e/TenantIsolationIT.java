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
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Every owner's texts carry a canary of their own; random calls with every owner's ids and every
 * kind of key must never show another's. {@code -Dseed=} repeats a run's choices.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TenantIsolationIT {
  private static final int CALLS = 900;

  private final RunningHark hark = RunningHark.get();
  private final long seed = Long.getLong("seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final List<Tenant> tenants = new ArrayList<>();

  /**
   * An end user with one recording and the word that only their texts hold.
   *
   * @param ofProject calls with a key of the whole project and mode
   * @param own calls with a key that is bound to the end user
   */
  private record Tenant(
      Owner owner,
      String canary,
      String recordingId,
      String transcriptionId,
      Gateway ofProject,
      Gateway own) {
    boolean sharesKeysWith(Tenant other) {
      return owner.projectId().equals(other.owner.projectId())
          && owner.mode().equals(other.owner.mode());
    }
  }

  /** One call and what it may show at most. */
  private record Call(Tenant caller, Tenant target, boolean bound, boolean search) {
    Gateway gateway() {
      return bound ? caller.own() : caller.ofProject();
    }

    /** A key of a project sees the recordings of all its end users; a search names one. */
    boolean mayShow(Tenant tenant) {
      boolean byId = !bound && !search && tenant.equals(target) && tenant.sharesKeysWith(caller);
      return tenant.equals(caller) || byId;
    }
  }

  /** Two projects with live and test data; two end users in each, the same ones in both modes. */
  @BeforeAll
  void publish() {
    System.out.println("TenantIsolationIT -Dseed=" + seed);
    try (EventTopic topic = new EventTopic(hark.address("kafka"), "recording-events")) {
      for (int project = 0; project < 2; project++) {
        Owner first = Owner.random(random);
        Owner second = first.otherEndUser(random);
        for (String mode : List.of("live", "test")) {
          Gateway ofProject = hark.gatewayOf(first.projectId(), mode);
          tenants.add(publish(topic, first.in(mode), ofProject));
          tenants.add(publish(topic, second.in(mode), ofProject));
        }
      }
    }
    tenants.forEach(TenantIsolationIT::awaitSearchable);
  }

  private static void awaitSearchable(Tenant tenant) {
    String endUserId = tenant.owner().endUserId();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> !tenant.ofProject().search(endUserId, tenant.canary(), 1).isEmpty());
  }

  @Test
  void noAnswerEverHoldsAnothersText() {
    for (int i = 0; i < CALLS; i++) {
      Tenant caller = tenants.get(random.nextInt(tenants.size()));
      Tenant target = tenants.get(random.nextInt(tenants.size()));
      Call call = new Call(caller, target, random.nextBoolean(), random.nextBoolean());
      check(call, answer(call));
    }
  }

  @Test
  void aKeyOfAnEndUserCannotSearchForAnother() {
    ObjectNode body = Event.JSON.createObjectNode().put("query", "the budget of the garden");
    body.put("end_user_id", tenants.get(1).owner().endUserId());
    Gateway.Answer answer = tenants.getFirst().own().search(body);
    assertEquals(403, answer.status(), answer.raw());
    assertEquals("forbidden", answer.body().path("error").path("code").asText());
  }

  private Gateway.Answer answer(Call call) {
    if (call.search()) {
      return random.nextInt(4) == 0
          ? call.gateway().post("/v1/ask/sessions", randomQuestion(call))
          : call.gateway().search(randomSearch(call));
    }
    return random.nextBoolean()
        ? call.gateway().get("/v1/recordings/" + call.target().recordingId())
        : call.gateway().get("/v1/transcriptions/" + call.target().transcriptionId());
  }

  /** About the whole library: what was found, and what was quoted. */
  private String randomQuestion(Call call) {
    ObjectNode body = Event.JSON.createObjectNode();
    body.putObject("scope").put("type", "library");
    body.put("end_user_id", call.caller().owner().endUserId());
    ObjectNode message = body.putObject("initial_message");
    message.put("content", "What did " + call.target().canary() + " say of the budget?");
    message.putArray("include").add("quotes").add("coverage");
    return body.toString();
  }

  private ObjectNode randomSearch(Call call) {
    ObjectNode body = Event.JSON.createObjectNode();
    body.put("query", random.nextBoolean() ? call.target().canary() : "the budget of the garden");
    body.put("limit", 50);
    if (!call.bound() || random.nextBoolean()) {
      body.put("end_user_id", call.caller().owner().endUserId());
    }
    if (random.nextBoolean()) {
      tenants.stream()
          .filter(tenant -> random.nextInt(3) == 0 || tenant.equals(call.target()))
          .forEach(tenant -> body.withArray("recording_ids").add(tenant.recordingId()));
    }
    if (random.nextInt(3) == 0) {
      body.put("recorded_after", "2026-01-01T00:00:00Z");
    }
    return body;
  }

  private void check(Call call, Gateway.Answer answer) {
    boolean own = call.search() || call.mayShow(call.target());
    assertEquals(own ? 200 : 404, answer.status(), () -> call + " got " + answer.raw());
    for (Tenant tenant : tenants) {
      if (!call.mayShow(tenant)) {
        assertTrue(!answer.raw().contains(tenant.canary()), () -> call + " saw " + tenant);
      }
    }
    if (call.target().equals(call.caller()) && !call.search()) {
      assertTrue(answer.raw().contains(call.caller().canary()), () -> call + " lost its own");
    }
  }

  private Tenant publish(EventTopic topic, Owner owner, Gateway ofProject) {
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
    Gateway own = hark.gatewayOf(owner.projectId(), owner.mode(), "--end-user", owner.endUserId());
    return new Tenant(owner, canary, recordingId, transcriptionId, ofProject, own);
  }
}
