package dev.hark.e2e;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Recordings that are all but alike are told apart by what they are called, when asked too. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RenameIT {
  private static final int RECORDINGS = 20;
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");
  private static final String NEW_NAME = "Keeping bees over the winter";
  private static final String PARAPHRASE = "keeping bees during winter";

  private final RunningHark hark = RunningHark.get();
  private final Random random = new Random(15);
  private final Owner owner = Owner.random(random);
  private final Gateway gateway = hark.gatewayOf(owner.projectId());
  private final EventTopic topic = new EventTopic(hark.address("kafka"), "recording-events");
  private final List<String> recordings = new ArrayList<>();

  @BeforeAll
  void index() {
    for (int i = 0; i < RECORDINGS; i++) {
      String id = Ids.random("rec_", random);
      recordings.add(id);
      Event completed =
          Event.completed(
              owner,
              id,
              Ids.random("txn_", random),
              START,
              List.of(
                  new Event.Turn(0, 9_000, "Ana", "We went through the open points, as usual."),
                  new Event.Turn(9_000, 12_000, "Ben", "Item " + i + " stays open until then.")));
      Event named = Event.renamed(owner, id, START.plusSeconds(1), "Weekly sync of team " + i);
      List<Event> events = i % 2 == 0 ? List.of(completed, named) : List.of(named, completed);
      events.forEach(topic::publish);
    }
    recordings.forEach(
        id ->
            await()
                .atMost(SOON)
                .until(
                    () -> {
                      JsonNode recording = recording(id);
                      return recording.path("status").asText().equals("completed")
                          && recording.path("title").asText().startsWith("Weekly");
                    }));
  }

  @AfterAll
  void close() {
    topic.close();
  }

  @Test
  void theNewNameIsFoundFirstAndTheOldOneNoLonger() {
    for (int number : List.of(6, 13)) {
      String id = recordings.get(number);
      String old = "Weekly sync of team " + number;
      assertEquals(id, firstFound(old));
      assertEquals(id, firstSource(old));
      rename(id, NEW_NAME, number);
      for (String query : List.of(NEW_NAME, PARAPHRASE)) {
        assertEquals(id, firstFound(query));
        assertEquals(id, firstSource(query));
      }
      assertNotEquals(id, firstFound(old));
      rename(id, old, number + RECORDINGS);
    }
  }

  private void rename(String id, String title, int second) {
    topic.publish(Event.renamed(owner, id, START.plusSeconds(60 + second), title));
    await().atMost(SOON).until(() -> recording(id).path("title").asText().equals(title));
    // A look-up sees it some milliseconds before its event has come through.
    await().atMost(SOON).until(() -> firstFound(title).equals(id));
  }

  private JsonNode recording(String id) {
    return gateway.get("/v1/recordings/" + id).body();
  }

  private String firstFound(String query) {
    ObjectNode request = Event.JSON.createObjectNode();
    request.put("query", query).put("end_user_id", owner.endUserId());
    JsonNode found = gateway.post("/v1/recordings/search", request.toString()).body();
    return found.path("results").path(0).path("recording_id").asText();
  }

  private String firstSource(String question) {
    ObjectNode request = Event.JSON.createObjectNode();
    request.put("end_user_id", owner.endUserId()).putObject("scope").put("type", "library");
    request.putObject("initial_message").put("content", question);
    JsonNode answer = gateway.post("/v1/ask/sessions", request.toString()).body();
    return answer.path("sources").path(0).path("recording_id").asText();
  }
}
