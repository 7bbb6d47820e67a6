package dev.hark.e2e;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hark.e2e.Event.Turn;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Each no by its real cause, and names that are given to labels, from the event to the answer. */
final class GroundingIT {
  private static final String NOBODY_KNOWS = "Which colour has the zeppelin of the mayor?";

  private final RunningHark hark = RunningHark.get();
  private final Owner owner = Owner.random(new Random());
  private final String recording = "rec_" + owner.endUserId().substring(3) + "a";

  private void publish(Event... events) throws Exception {
    try (EventTopic topic = new EventTopic(hark.address("kafka"), "recording-events")) {
      List.of(events).forEach(topic::publish);
      topic.flush();
    }
  }

  private Gateway withRecording() throws Exception {
    Event event =
        Event.completed(
            owner,
            recording,
            recording.replace("rec_", "txn_"),
            Instant.now(),
            List.of(
                new Turn(0, 4_000, "SPEAKER_1", "The housing comes from Pellworth in June."),
                new Turn(5_000, 9_000, "SPEAKER_2", "Then we order five thousand of them.")));
    event.data().put("title", "Housing").put("recorded_at", "2026-05-04T09:00:00Z");
    publish(event);
    Gateway gateway = hark.gatewayWithoutCommand(owner, true);
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> !gateway.search(owner.endUserId(), "housing", 1).isEmpty());
    return gateway;
  }

  private static JsonNode ask(Gateway gateway, String question) {
    ObjectNode body = Event.JSON.createObjectNode();
    body.putObject("scope").put("type", "library");
    ObjectNode message = body.putObject("initial_message").put("content", question);
    message.putArray("include").add("grounding").add("interpretation").add("quotes");
    Gateway.Answer answer = gateway.post("/v1/ask/sessions", body.toString());
    assertEquals(200, answer.status(), answer.raw());
    return answer.body();
  }

  private static String state(JsonNode answer) {
    return answer.path("grounding").path("state").asText();
  }

  private static String text(JsonNode answer) {
    return answer.path("message").path("content").asText();
  }

  @Test
  void eachNoIsToldByItsCause() throws Exception {
    Gateway gateway = withRecording();
    assertEquals("answered", state(ask(gateway, "Where does the housing come from?")));
    JsonNode unsaid = ask(gateway, NOBODY_KNOWS);
    assertEquals("not_said", state(unsaid));
    assertTrue(text(unsaid).startsWith("Nothing in these recordings"), text(unsaid));
    JsonNode empty = ask(gateway, "What did we decide on 3 March 2011?");
    assertEquals("not_said", state(empty));
    assertTrue(text(empty).startsWith("There is no recording on 3 March 2011"), text(empty));

    // Its transcription has not come yet.
    publish(Event.created(owner, recording + "b", Instant.now(), "To come"));
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> gateway.get("/v1/recordings/" + recording + "b").status() == 200);
    JsonNode pending = ask(gateway, NOBODY_KNOWS);
    assertEquals("not_searchable_yet", state(pending));
    assertTrue(text(pending).contains("1 recording cannot be searched yet"), text(pending));
  }

  @Test
  void aNameThatIsGivenToALabelHoldsFromThenOn() throws Exception {
    Gateway gateway = withRecording();
    Gateway whole = hark.gatewayWithoutCommand(owner, false);
    JsonNode before = ask(gateway, "Where does the housing come from?");
    assertEquals("SPEAKER_1", before.path("quotes").path(0).path("speaker").asText());

    Gateway.Answer named =
        whole.patch(
            "/v1/recordings/" + recording, "{\"speakers\": {\"SPEAKER_1\": \"Ana Souza\"}}");
    assertEquals(200, named.status(), named.raw());
    assertEquals("Ana Souza", named.body().path("speakers").path("SPEAKER_1").asText());

    String transcript =
        gateway
            .get("/v1/transcriptions/" + recording.replace("rec_", "txn_") + "/export?format=txt")
            .raw();
    assertTrue(transcript.contains("Ana Souza: The housing"), transcript);
    JsonNode after = ask(gateway, "Where does the housing come from, as Ana says?");
    assertEquals("Ana Souza", after.path("interpretation").path("speakers").path(0).asText());
    assertEquals("Ana Souza", after.path("quotes").path(0).path("speaker").asText());
    assertTrue(text(after).contains("Ana Souza: The housing"), text(after));

    assertEquals("SPEAKER_1 SPEAKER_1", cited(gateway, before));
    assertEquals("Ana Souza SPEAKER_1", cited(gateway, after));
  }

  /** The first who is cited, as shown then and by label. */
  private static String cited(Gateway gateway, JsonNode answer) {
    Gateway.Answer receipt =
        gateway.get(
            "/v1/ask/sessions/%s/messages/%s/receipt"
                .formatted(
                    answer.path("session_id").asText(),
                    answer.path("message").path("id").asText()));
    assertEquals(200, receipt.status(), receipt.raw());
    JsonNode first = receipt.body().path("citations").path(0);
    return first.path("speaker").asText() + " " + first.path("speaker_label").asText();
  }
}
