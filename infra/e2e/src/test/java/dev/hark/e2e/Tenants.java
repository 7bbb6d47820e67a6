package dev.hark.e2e;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Five projects with four end users each, who are the same in live and test data: 40 times one
 * recording and one session, and in each a word that stands nowhere else.
 */
final class Tenants {
  private static final int PROJECTS = 5;
  private static final int END_USERS = 4;

  private final RunningHark hark;
  private final Random random;
  private final List<Tenant> all = new ArrayList<>();

  private Tenants(RunningHark hark, Random random) {
    this.hark = hark;
    this.random = random;
  }

  /**
   * The data of an end user in one mode.
   *
   * @param canary the word that only this data holds
   * @param ofProject calls with a key of the whole project and mode
   * @param own calls with a key that is bound to the end user
   */
  record Tenant(
      Owner owner,
      String canary,
      String recordingId,
      String transcriptionId,
      String sessionId,
      Gateway ofProject,
      Gateway own) {
    boolean sharesProject(Tenant other) {
      return owner.projectId().equals(other.owner.projectId());
    }

    boolean sharesEndUser(Tenant other) {
      return sharesProject(other) && owner.endUserId().equals(other.owner.endUserId());
    }

    boolean sharesMode(Tenant other) {
      return owner.mode().equals(other.owner.mode());
    }
  }

  /** Makes them, and waits until all can be found. */
  static List<Tenant> make(RunningHark hark, Random random) {
    Tenants tenants = new Tenants(hark, random);
    try (EventTopic topic = new EventTopic(hark.address("kafka"), "recording-events")) {
      for (int project = 0; project < PROJECTS; project++) {
        tenants.addProject(topic);
      }
    }
    tenants.all.forEach(Tenants::awaitSearchable);
    return List.copyOf(tenants.all);
  }

  private void addProject(EventTopic topic) {
    Owner first = Owner.random(random);
    List<Owner> owners =
        IntStream.range(0, END_USERS)
            .mapToObj(i -> i == 0 ? first : first.otherEndUser(random))
            .toList();
    for (String mode : List.of("live", "test")) {
      Gateway ofProject = hark.gatewayWithoutCommand(first.in(mode), false);
      owners.forEach(owner -> all.add(tenant(topic, owner.in(mode), ofProject)));
    }
  }

  private Tenant tenant(EventTopic topic, Owner owner, Gateway ofProject) {
    String canary = Ids.random("canary", random);
    String recordingId = Ids.random("rec_", random);
    String transcriptionId = Ids.random("txn_", random);
    List<Event.Turn> turns =
        IntStream.range(0, 8)
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
    Gateway own = hark.gatewayWithoutCommand(owner, true);
    ObjectNode session = Event.JSON.createObjectNode().put("title", "Notes of " + canary);
    session.putObject("scope").put("type", "library");
    Gateway.Answer made = own.post("/v1/ask/sessions", session.toString());
    if (made.status() != 201) {
      throw new IllegalStateException("no session: " + made);
    }
    String sessionId = made.body().path("id").asText();
    return new Tenant(owner, canary, recordingId, transcriptionId, sessionId, ofProject, own);
  }

  private static void awaitSearchable(Tenant tenant) {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                !tenant
                    .ofProject()
                    .search(tenant.owner().endUserId(), tenant.canary(), 1)
                    .isEmpty());
  }
}
