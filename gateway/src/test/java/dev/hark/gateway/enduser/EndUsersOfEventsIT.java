package dev.hark.gateway.enduser;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hark.gateway.testing.OutcomeTopic;
import dev.hark.gateway.testing.RawAnswer;
import dev.hark.gateway.testing.RawHttp;
import dev.hark.gateway.testing.RunningGateway;
import dev.hark.proto.ask.v1.CountSessionsResponse;
import dev.hark.proto.event.v1.EventMode;
import dev.hark.proto.event.v1.OutcomeState;
import dev.hark.proto.event.v1.RecordingOutcome;
import dev.hark.runtime.rpc.RpcTime;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** End users who came by an event of Kafka alone, at a gateway without webhooks. */
class EndUsersOfEventsIT {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final Instant AT = Instant.parse("2026-05-04T09:30:00.125Z");

  private final RunningGateway gateway = EndUserProfilesIT.Holder.GATEWAY;
  private final OutcomeTopic outcomes = EndUserProfilesIT.Holder.OUTCOMES;
  private final RawHttp http = gateway.http();
  private final String project = "proj_" + UUID.randomUUID().toString().replace("-", "");
  private final String key = "Authorization: Bearer " + gateway.key("--project", project);

  @BeforeEach
  void nobodyHasSessions() {
    gateway.askService().onCount(CountSessionsResponse::getDefaultInstance);
  }

  private RecordingOutcome.Builder outcome(String recording, String endUser, OutcomeState state) {
    return RecordingOutcome.newBuilder()
        .setId("evt_" + UUID.randomUUID().toString().replace("-", ""))
        .setCreatedAt(RpcTime.of(AT))
        .setProjectId(project)
        .setMode(EventMode.EVENT_MODE_LIVE)
        .setRecordingId(recording)
        .setEndUserId(endUser)
        .setState(state);
  }

  private void tell(String recording, String endUser, OutcomeState state) {
    outcomes.publish(outcome(recording, endUser, state).build());
  }

  private List<String> listed(String as) {
    List<String> ids = new ArrayList<>();
    JsonNode page = http.get("/v1/end-users?limit=100", as).json().path("data");
    page.forEach(one -> ids.add(one.path("id").asText()));
    Collections.sort(ids);
    return ids;
  }

  private void awaitListed(String... ids) {
    await()
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(20))
        .untilAsserted(() -> assertEquals(List.of(ids), listed(key)));
  }

  @Test
  void whoeverCameByAnEventIsListedWithNulls() {
    tell("rec_1", "eu_created", OutcomeState.OUTCOME_STATE_CREATED);
    tell("rec_2", "eu_indexed", OutcomeState.OUTCOME_STATE_INDEXED);
    tell("rec_3", "eu_failed", OutcomeState.OUTCOME_STATE_FAILED);
    tell("rec_4", "", OutcomeState.OUTCOME_STATE_FAILED);
    awaitListed("eu_created", "eu_failed", "eu_indexed");
    JsonNode one = http.get("/v1/end-users?limit=1", key).json().path("data").path(0);
    for (String unknown : List.of("external_id", "name", "email", "time_zone", "metadata")) {
      assertEquals(true, one.path(unknown).isNull(), one::toString);
    }
    String test = "Authorization: Bearer " + gateway.key("--project", project, "--mode", "test");
    assertEquals(List.of(), listed(test));
  }

  @Test
  void whatNoWorkerTellsHoldsUpNothing() {
    outcomes.publish(outcome("", "eu_x", OutcomeState.OUTCOME_STATE_INDEXED).build());
    outcomes.publish(
        outcome("rec_1", "eu_x", OutcomeState.OUTCOME_STATE_INDEXED).setStateValue(99).build());
    outcomes.publish(
        outcome("rec_1", "eu_x", OutcomeState.OUTCOME_STATE_INDEXED).setId("no id").build());
    tell("rec_1", "eu_good", OutcomeState.OUTCOME_STATE_INDEXED);
    tell("eu_x", "eu_better", OutcomeState.OUTCOME_STATE_INDEXED);
    tell("rec_2", "eu_better", OutcomeState.OUTCOME_STATE_INDEXED);
    awaitListed("eu_better", "eu_good");
  }

  @Test
  void whatPostgresqlCannotKeepYetIsNotPassedOver() {
    double before = faults();
    gateway.execute("ALTER TABLE gateway.end_users RENAME TO away");
    tell("rec_1", "eu_kept", OutcomeState.OUTCOME_STATE_INDEXED);
    await().atMost(SOON).until(() -> faults() > before);
    gateway.execute("ALTER TABLE gateway.away RENAME TO end_users");
    awaitListed("eu_kept");
  }

  private double faults() {
    return gateway.part(MeterRegistry.class).get("hark.gateway.faults").counter().count();
  }

  @Test
  void whoWasErasedDoesNotComeBackByWhatIsToldLate() {
    tell("rec_1", "eu_gone", OutcomeState.OUTCOME_STATE_INDEXED);
    awaitListed("eu_gone");
    assertEquals(204, http.send("DELETE", "/v1/end-users/eu_gone", null, key).status());
    assertEquals(List.of(), listed(key));
    tell("rec_2", "eu_gone", OutcomeState.OUTCOME_STATE_INDEXED);
    tell("rec_2", "eu_other", OutcomeState.OUTCOME_STATE_INDEXED);
    awaitListed("eu_other");
  }

  @Test
  void whoWasDeletedByAnEventLeavesNothingAndDoesNotComeBack() {
    String ana =
        http.post("/v1/end-users", "{\"external_id\": \"ana\", \"name\": \"Ana\"}", key)
            .json()
            .path("id")
            .asText();
    tell("rec_1", "eu_ben", OutcomeState.OUTCOME_STATE_INDEXED);
    awaitListed(both(ana, "eu_ben"));
    intake(ana, "file");
    assertEquals("1", intakes());
    RecordingOutcome gone = outcome("", ana, OutcomeState.OUTCOME_STATE_DELETED).build();
    outcomes.publish(gone);
    awaitListed("eu_ben");
    // Their recording is there still, as no worker has told the index.
    assertEquals(true, http.get("/v1/end-users/" + ana, key).json().path("name").isNull());
    assertEquals(
        404,
        http.send(
                "PATCH",
                "/v1/end-users/" + ana,
                "{\"name\": \"back\"}".getBytes(StandardCharsets.UTF_8),
                key)
            .status());
    assertEquals("0", intakes());
    tell("rec_2", ana, OutcomeState.OUTCOME_STATE_INDEXED);
    outcomes.publish(gone);
    tell("rec_3", "eu_zoe", OutcomeState.OUTCOME_STATE_INDEXED);
    tell("rec_2", "eu_zoe", OutcomeState.OUTCOME_STATE_INDEXED);
    awaitListed("eu_ben", "eu_zoe");
    assertEquals(201, http.post("/v1/end-users", "{\"external_id\": \"ana\"}", key).status());
  }

  @Test
  void theExternalIdOfARecordingDeletedByAnEventIsFreeAgain() {
    String first = intake("eu_ana", "file");
    intake("eu_ana", "another");
    tell(first, "", OutcomeState.OUTCOME_STATE_DELETED);
    await().atMost(SOON).until(() -> intakes().equals("1"));
    awaitListed("eu_ana");
  }

  /** As when a gateway is killed between two steps: the offset stays, and all is done again. */
  @Test
  void aDeletionThatCameHalfwayIsTakenToItsEnd() {
    String recording = intake("eu_ana", "file");
    double before = faults();
    gateway.execute("ALTER TABLE gateway.intakes RENAME TO away");
    tell(recording, "", OutcomeState.OUTCOME_STATE_DELETED);
    await().atMost(SOON).until(() -> faults() > before);
    gateway.execute("ALTER TABLE gateway.away RENAME TO intakes");
    await().atMost(SOON).until(() -> intakes().equals("0"));
  }

  private static String[] both(String one, String other) {
    return Stream.of(one, other).sorted().toArray(String[]::new);
  }

  /** The recording's id. */
  private String intake(String endUser, String externalId) {
    String body = "{\"end_user_id\": \"%s\", \"external_id\": \"%s\", \"content\": \"Ana: hello\"}";
    RawAnswer answer = http.post("/v1/transcriptions", body.formatted(endUser, externalId), key);
    assertEquals(202, answer.status(), answer::toString);
    return answer.json().path("recording_id").asText();
  }

  private String intakes() {
    return gateway.firstOf(
        "SELECT count(*) FROM gateway.intakes WHERE project_id = '" + project + "'");
  }
}
