package dev.hark.gateway.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.Timestamp;
import dev.hark.contract.FakeAskService;
import dev.hark.gateway.testing.EndUsersOf;
import dev.hark.gateway.testing.RawAnswer;
import dev.hark.proto.ask.v1.AskFailure;
import dev.hark.proto.ask.v1.AskResponse;
import dev.hark.proto.ask.v1.Completed;
import dev.hark.proto.ask.v1.Erased;
import dev.hark.proto.ask.v1.FailureReason;
import dev.hark.proto.ask.v1.Message;
import dev.hark.proto.ask.v1.Started;
import dev.hark.proto.event.v1.OutcomeState;
import dev.hark.proto.event.v1.RecordingOutcome;
import dev.hark.proto.search.v1.DeleteEndUserResponse;
import dev.hark.proto.search.v1.DeleteRecordingResponse;
import dev.hark.proto.search.v1.EndUser;
import dev.hark.proto.search.v1.GetRecordingResponse;
import dev.hark.proto.search.v1.Recording;
import dev.hark.runtime.id.Ids.EventId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens at the gateway itself: turns and deletions. */
class WhatIsToldIT extends WebhookFixture {
  private final FakeAskService askService = gateway.askService();
  private final String message = "msg_" + UUID.randomUUID().toString().replace("-", "");

  @BeforeEach
  void everythingIsThere() {
    gateway
        .searchService()
        .getRecording
        .answers(
            request ->
                GetRecordingResponse.newBuilder()
                    .setRecording(
                        Recording.newBuilder()
                            .setRecordingId(request.getRecordingId())
                            .setEndUserId("eu_1"))
                    .build());
    gateway
        .searchService()
        .getEndUsers
        .answers(request -> EndUsersOf.each(request, EndUser.newBuilder().setRecordings(1)));
    gateway
        .indexService()
        .deleteRecording
        .answers(request -> DeleteRecordingResponse.getDefaultInstance());
    gateway
        .indexService()
        .deleteEndUser
        .answers(request -> DeleteEndUserResponse.getDefaultInstance());
    askService.onErasure(Erased::getDefaultInstance);
    askService.tells(started(), completed());
  }

  private AskResponse started() {
    return AskResponse.newBuilder()
        .setStarted(
            Started.newBuilder()
                .setSessionId("as_1")
                .setMessageId(message)
                .setUserMessageId("msg_1")
                .setEndUserId("eu_1"))
        .build();
  }

  private AskResponse completed() {
    return AskResponse.newBuilder()
        .setCompleted(
            Completed.newBuilder()
                .setSessionId("as_1")
                .setEndUserId("eu_1")
                .setMessage(
                    Message.newBuilder()
                        .setMessageId(message)
                        .setContent("secretword")
                        .setCreatedAt(Timestamp.newBuilder().setSeconds(1_780_000_000))))
        .build();
  }

  private RawAnswer ask(String... headers) {
    String[] all =
        List.of(key, headers.length == 0 ? "Accept: */*" : headers[0]).toArray(new String[0]);
    return http.post("/v1/ask/sessions/as_1/messages", "{\"content\":\"secretword\"}", all);
  }

  /** Streamed or not, and told again as its request came again: one answer is one event. */
  @Test
  void anAnswerIsToldOnceWithoutItsWords() {
    endpoint(path);
    assertEquals(200, ask().status());
    assertEquals(200, ask("Accept: text/event-stream").status());
    awaitThat(() -> !receiver.heard(path).isEmpty());
    JsonNode told = receiver.heard(path).getFirst().json();
    assertEquals("ask.message.completed", told.path("type").asText());
    assertEquals("2026-05-28T20:26:40.000Z", told.path("created_at").asText());
    assertEquals(
        "{\"session_id\":\"as_1\",\"message_id\":\"%s\",\"end_user_id\":\"eu_1\",\"status\":\"completed\"}"
            .formatted(message),
        told.path("data").toString());
    publish(outcome("rec_after", OutcomeState.OUTCOME_STATE_INDEXED));
    awaitThat(() -> receiver.heard(path).size() == 2);
    assertFalse(receiver.heard(path).toString().contains("secretword"));
  }

  @Test
  void aTurnThatFailedAfterItsMessageWasStoredIsTold() {
    endpoint(path, "ask.message.failed");
    askService.tells(
        started(),
        AskResponse.newBuilder()
            .setFailed(
                AskFailure.newBuilder()
                    .setReason(FailureReason.FAILURE_REASON_PROVIDER_ERROR)
                    .setMessage("secretword")
                    .setSessionId("as_1"))
            .build());
    assertEquals(502, ask().status());
    awaitThat(() -> !receiver.heard(path).isEmpty());
    assertEquals(
        "{\"session_id\":\"as_1\",\"message_id\":\"msg_1\",\"end_user_id\":\"eu_1\","
            + "\"status\":\"failed\",\"reason\":\"provider_error\"}",
        receiver.heard(path).getFirst().json().path("data").toString());
  }

  @Test
  void nothingIsNotedForProjectsThatDoNotWantToHear() {
    endpoint(path, "recording.failed");
    assertEquals(200, ask().status());
    publish(outcome("rec_1", OutcomeState.OUTCOME_STATE_FAILED));
    awaitThat(() -> receiver.heard(path).size() == 1);
    String noted =
        "SELECT string_agg(type, ' ') FROM gateway.webhook_events WHERE project_id = '%s'"
            .formatted(project);
    assertEquals("recording.failed", gateway.firstOf(noted));
  }

  @Test
  void aDeletedRecordingIsToldAndNothingOfItAfterThat() {
    endpoint(path);
    assertEquals(204, http.send("DELETE", "/v1/recordings/rec_1", null, key).status());
    awaitThat(() -> !receiver.heard(path).isEmpty());
    JsonNode told = receiver.heard(path).getFirst().json();
    assertEquals("recording.deleted", told.path("type").asText());
    assertEquals(
        "{\"recording_id\":\"rec_1\",\"end_user_id\":\"eu_1\",\"status\":\"deleted\"}",
        told.path("data").toString());
    publish(outcome("rec_1", OutcomeState.OUTCOME_STATE_INDEXED));
    publish(outcome("rec_2", OutcomeState.OUTCOME_STATE_INDEXED));
    awaitThat(() -> receiver.heard(path).size() == 2);
    assertEquals("rec_2", receiver.heard(path).get(1).json().at("/data/recording_id").asText());
  }

  /** What was on its way too. */
  @Test
  void anErasedEndUserLeavesNothingButThatTheyAreGone() {
    receiver.on(path, heard -> heard.body().contains("deleted") ? 200 : 500);
    String id = endpoint(path).path("id").asText();
    publish(outcome("rec_1", OutcomeState.OUTCOME_STATE_INDEXED));
    publish(
        outcome("rec_1", OutcomeState.OUTCOME_STATE_FAILED).toBuilder().clearEndUserId().build());
    assertEquals(200, ask().status());
    awaitThat(() -> get("/" + id + "/deliveries").path("data").size() == 3);
    assertEquals(204, http.send("DELETE", "/v1/end-users/eu_1", null, key).status());
    awaitThat(() -> receiver.heard(path).toString().contains("end_user.deleted"));
    JsonNode left = get("/" + id + "/deliveries").path("data");
    assertEquals(1, left.size(), left::toString);
    assertEquals("end_user.deleted", left.at("/0/type").asText());
    publish(outcome("rec_3", OutcomeState.OUTCOME_STATE_INDEXED));
    publish(
        outcome("rec_4", OutcomeState.OUTCOME_STATE_INDEXED).toBuilder()
            .setEndUserId("eu_2")
            .build());
    awaitThat(() -> receiver.heard(path).toString().contains("rec_4"));
    assertFalse(receiver.heard(path).toString().contains("rec_3"));
  }

  /** What was deleted over the API comes back as an event, and is told already. */
  @Test
  void aDeletionIsToldOnceHoweverItCame() {
    endpoint(path);
    assertEquals(204, http.send("DELETE", "/v1/recordings/rec_1", null, key).status());
    publish(deleted("rec_1", ""));
    publish(deleted("rec_2", ""));
    publish(deleted("rec_2", ""));
    publish(deleted("rec_2", "").toBuilder().setId("evt_again" + project.substring(5)).build());
    publish(deleted("", "eu_9"));
    publish(outcome("rec_2", OutcomeState.OUTCOME_STATE_INDEXED));
    publish(outcome("rec_1", OutcomeState.OUTCOME_STATE_INDEXED));
    publish(outcome("rec_4", OutcomeState.OUTCOME_STATE_INDEXED));
    publish(outcome("rec_5", OutcomeState.OUTCOME_STATE_INDEXED));
    awaitThat(() -> receiver.heard(path).size() == 5);
    assertEquals(
        List.of(
            "{\"end_user_id\":\"eu_9\",\"status\":\"deleted\"}",
            "{\"recording_id\":\"rec_1\",\"end_user_id\":\"eu_1\",\"status\":\"deleted\"}",
            "{\"recording_id\":\"rec_2\",\"status\":\"deleted\"}"),
        receiver.heard(path).stream()
            .map(heard -> heard.json())
            .filter(told -> told.path("type").asText().endsWith(".deleted"))
            .map(told -> told.path("data").toString())
            .sorted()
            .toList());
  }

  private RecordingOutcome deleted(String recording, String endUser) {
    return outcome(recording, OutcomeState.OUTCOME_STATE_DELETED).toBuilder()
        .setId(
            EventId.derived(AT, List.of(project, "live", recording + endUser, "", "deleted"))
                .value())
        .clearTranscriptionId()
        .setEndUserId(endUser)
        .build();
  }

  @Test
  void whatIsOldIsForgotten() {
    String id = endpoint(path).path("id").asText();
    test(id);
    awaitThat(() -> delivery(id).path("status").asText().equals("delivered"));
    gateway.part(DueDeliveries.class).sweep();
    assertEquals(1, get("/" + id + "/deliveries").path("data").size());
    ReplacedParts.pass(java.time.Duration.ofDays(30));
    gateway.part(DueDeliveries.class).sweep();
    assertEquals(0, get("/" + id + "/deliveries").path("data").size());
    assertTrue(get("/" + id).path("enabled").asBoolean());
  }
}
