package dev.hark.e2e;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Deleting through the public API while others search, look up and ask: from the answer on, the
 * words of what was deleted are in no answer of any route, whatever events come later.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ErasureIT {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String QUESTION = "What is the launch code of the harbour project?";

  private static final List<String> SMALL_TALK =
      List.of(
          "Good morning, shall we begin with the garden?",
          "The roses need water in the evening, not at noon.",
          "Lunch is in the small kitchen today.",
          "Somebody has to call the plumber about the sink.",
          "I will be away on Friday for my sister's wedding.");

  private final RunningHark hark = RunningHark.get();
  private final Random random = new Random(23);
  private final Owner owner = Owner.random(random);
  private final Gateway gateway = hark.gatewayOf(owner.projectId());
  private final EventTopic topic = new EventTopic(hark.address("kafka"), "recording-events");

  /** A recording with the word that stands in its texts and title alone. */
  private record Sent(Owner owner, String canary, String recordingId, String transcriptionId) {}

  @AfterAll
  void close() {
    topic.close();
  }

  private Sent tell(Owner of) {
    Sent told =
        new Sent(
            of,
            Ids.random("canary", random),
            Ids.random("rec_", random),
            Ids.random("txn_", random));
    topic.publish(completed(told, Instant.now()));
    topic.flush();
    await().atMost(SOON).until(() -> !gateway.search(of.endUserId(), told.canary(), 1).isEmpty());
    return told;
  }

  private static Event completed(Sent told, Instant at) {
    List<String> said = new ArrayList<>(SMALL_TALK);
    said.add(2, "The launch code of the harbour project is " + told.canary() + ".");
    List<Event.Turn> turns =
        IntStream.range(0, said.size())
            .mapToObj(i -> new Event.Turn(i * 5_000L, i * 5_000L + 4_000, "Ada", said.get(i)))
            .toList();
    Event event =
        Event.completed(told.owner(), told.recordingId(), told.transcriptionId(), at, turns);
    event.data().put("title", "Harbour " + told.canary());
    return event;
  }

  private Gateway.Answer ask(ObjectNode scope, Owner of) {
    return gateway.post("/v1/ask/sessions", asking(scope, of).toString());
  }

  private static ObjectNode asking(ObjectNode scope, Owner of) {
    ObjectNode body = Event.JSON.createObjectNode();
    body.set("scope", scope);
    body.put("end_user_id", of.endUserId());
    ObjectNode message = body.putObject("initial_message").put("content", QUESTION);
    message.putArray("include").add("quotes").add("coverage");
    return body;
  }

  private static ObjectNode library() {
    return Event.JSON.createObjectNode().put("type", "library");
  }

  private static ObjectNode about(Sent told) {
    ObjectNode scope = Event.JSON.createObjectNode().put("type", "recording");
    return scope.put("recording_id", told.recordingId());
  }

  private static ObjectNode chosen(Sent told) {
    ObjectNode scope = Event.JSON.createObjectNode().put("type", "selected");
    scope.putArray("recording_ids").add(told.recordingId());
    return scope;
  }

  /** A session whose answer holds the word. */
  private String quoting(Sent told, ObjectNode scope) {
    Gateway.Answer answer = ask(scope, told.owner());
    assertEquals(200, answer.status(), answer.raw());
    String said = answer.body().path("message").path("content").asText();
    assertTrue(said.contains(told.canary()), answer.raw());
    return "/v1/ask/sessions/" + answer.body().path("session_id").asText();
  }

  private Gateway.Answer search(Sent told) {
    ObjectNode body = Event.JSON.createObjectNode().put("query", QUESTION).put("limit", 50);
    return gateway.search(body.put("end_user_id", told.owner().endUserId()));
  }

  private Erasing calling(Sent told, String session) {
    return Erasing.whileCalling(
        () -> search(told),
        () -> gateway.get("/v1/recordings/" + told.recordingId()),
        () -> gateway.get("/v1/transcriptions/" + told.transcriptionId()),
        () -> gateway.get("/v1/recordings?end_user_id=" + told.owner().endUserId()),
        () -> gateway.get("/v1/ask/sessions?end_user_id=" + told.owner().endUserId()),
        () -> gateway.get(session + "/messages"),
        () -> ask(library(), told.owner()));
  }

  /** Deletes under load, and sends what it was made from again, as it was and as if it were new. */
  private String delete(String path, Sent told, String session) {
    String location;
    try (Erasing erasing = calling(told, session)) {
      await().atMost(SOON).until(() -> erasing.answersBefore() >= 20);
      location = gateway.deleted(path);
      erasing.deleted();
      topic.publish(completed(told, Instant.now().minusSeconds(60)));
      topic.publish(completed(told, Instant.now().plusSeconds(60)));
      topic.flush();
      await().atMost(SOON).until(() -> topic.lag("hark-indexer") == 0);
      await().atMost(SOON).until(() -> erasing.answersAfter().size() >= 40);
      erasing.end();
      assertEquals(List.of(), erasing.failures());
      erasing.answersAfter().forEach(answer -> assertNothingOf(told, answer));
    }
    return location;
  }

  private static void assertNothingOf(Sent told, Gateway.Answer answer) {
    assertFalse(answer.raw().contains(told.canary()), answer::raw);
  }

  /** Every message of every session that is left. */
  private List<Gateway.Answer> everythingSaid(Owner of) {
    List<Gateway.Answer> said = new ArrayList<>();
    String list = "/v1/ask/sessions?limit=100&end_user_id=" + of.endUserId();
    String cursor = "";
    do {
      Gateway.Answer page = gateway.get(list + cursor);
      said.add(page);
      page.body()
          .path("data")
          .forEach(
              session ->
                  said.add(
                      gateway.get(
                          "/v1/ask/sessions/" + session.path("id").asText() + "/messages")));
      cursor = "&cursor=" + page.body().path("next_cursor").asText();
    } while (said.getLast().status() == 200 && !cursor.equals("&cursor=null"));
    return said;
  }

  private JsonNode completed(String location) {
    await()
        .atMost(SOON)
        .until(() -> gateway.get(location).body().path("status").asText().equals("completed"));
    return gateway.get(location).body();
  }

  private static long removed(JsonNode erasure, int store, String kind) {
    return erasure.path("stores").path(store).path("removed").path(kind).asLong();
  }

  @Test
  void aDeletedRecordingIsInNoAnswerAnyMore() {
    Owner mine = owner.otherEndUser(random);
    Sent told = tell(mine);
    String aboutIt = quoting(told, about(told));
    String quoting = quoting(told, chosen(told));
    Sent other = tell(mine);

    JsonNode erasure = completed(delete("/v1/recordings/" + told.recordingId(), told, quoting));
    assertEquals(1, removed(erasure, 0, "recordings"));
    assertTrue(removed(erasure, 0, "chunks") > 0, erasure::toString);
    assertEquals(1, removed(erasure, 1, "sessions"));
    assertEquals(2, removed(erasure, 1, "messages"));
    assertTrue(removed(erasure, 1, "answers") >= 1, erasure::toString);
    assertEquals(404, gateway.get("/v1/recordings/" + told.recordingId()).status());
    assertEquals(404, gateway.delete("/v1/recordings/" + told.recordingId()).status());
    assertEquals(404, gateway.get("/v1/transcriptions/" + told.transcriptionId()).status());
    assertEquals(404, gateway.get(aboutIt).status());
    assertEquals(404, ask(about(told), mine).status());
    everythingSaid(mine).forEach(answer -> assertNothingOf(told, answer));
    assertFalse(gateway.search(mine.endUserId(), other.canary(), 5).isEmpty());
    JsonNode endUser = gateway.get("/v1/end-users/" + mine.endUserId()).body();
    assertEquals(1, endUser.path("recording_count").asLong());
  }

  /** Not by the API but by an event, as a transcription system does. */
  @Test
  void aRecordingThatAnEventDeletesIsInNoPastAnswerEither() {
    Sent told = tell(owner.otherEndUser(random));
    String aboutIt = quoting(told, about(told));
    String quoting = quoting(told, library());
    topic.publish(Event.deleted(told.owner(), told.recordingId(), Instant.now()));
    topic.flush();
    await().atMost(SOON).until(() -> gateway.get(aboutIt).status() == 404);
    // The sessions about it go first, then its words in others.
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertNothingOf(told, gateway.get(quoting + "/messages")));
    assertEquals(404, gateway.get("/v1/recordings/" + told.recordingId()).status());
  }

  /** What was answered under a key is given again byte for byte, until an event deletes it. */
  @Test
  void aRecordingThatAnEventDeletesIsInNoRepeatedAnswerEither() {
    Sent told = tell(owner.otherEndUser(random));
    String search =
        Event.JSON
            .createObjectNode()
            .put("query", QUESTION)
            .put("limit", 50)
            .put("end_user_id", told.owner().endUserId())
            .toString();
    String asked = asking(library(), told.owner()).toString();
    Gateway.Answer found = gateway.post("/v1/recordings/search", search, told.canary());
    Gateway.Answer answered = gateway.post("/v1/ask/sessions", asked, told.canary() + "a");
    assertTrue(found.raw().contains(told.canary()), found.raw());
    assertTrue(answered.raw().contains(told.canary()), answered.raw());
    assertEquals(found, gateway.post("/v1/recordings/search", search, told.canary()));
    assertEquals(answered, gateway.post("/v1/ask/sessions", asked, told.canary() + "a"));

    topic.publish(Event.deleted(told.owner(), told.recordingId(), Instant.now()));
    topic.flush();
    String recording = "/v1/recordings/" + told.recordingId();
    await().atMost(SOON).until(() -> gateway.get(recording).status() == 404);
    String session = "/v1/ask/sessions/" + answered.body().path("session_id").asText();
    await()
        .atMost(SOON)
        .until(() -> !gateway.get(session + "/messages").raw().contains(told.canary()));
    assertNothingOf(told, gateway.post("/v1/recordings/search", search, told.canary()));
    assertNothingOf(told, gateway.post("/v1/ask/sessions", asked, told.canary() + "a"));
  }

  @Test
  void aDeletedEndUserIsInNoAnswerAnyMore() {
    Owner mine = owner.otherEndUser(random);
    Sent told = tell(mine);
    Sent others = tell(mine.otherEndUser(random));
    String quoting = quoting(told, library());
    String path = "/v1/end-users/" + mine.endUserId();
    JsonNode endUser = gateway.get(path).body();
    assertEquals(1, endUser.path("recording_count").asLong());
    assertEquals(1, endUser.path("session_count").asLong());

    JsonNode erasure = completed(delete(path, told, quoting));
    assertEquals(1, removed(erasure, 0, "recordings"));
    assertTrue(removed(erasure, 1, "sessions") >= 1, erasure::toString);
    assertEquals(404, gateway.get(path).status());
    assertEquals(404, gateway.delete(path).status());
    assertEquals(404, gateway.get(quoting).status());
    assertEquals(404, ask(library(), mine).status());
    assertEquals(0, everythingSaid(mine).getFirst().body().path("data").size());
    assertEquals(
        0,
        gateway.get("/v1/recordings?end_user_id=" + mine.endUserId()).body().path("data").size());
    assertFalse(gateway.search(others.owner().endUserId(), others.canary(), 5).isEmpty());
  }
}
