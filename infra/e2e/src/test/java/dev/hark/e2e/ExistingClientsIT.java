package dev.hark.e2e;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What clients that exist already do and rely on, each of them a test. */
class ExistingClientsIT {
  private static final int RECORDINGS = 23;
  private static final String THUMB = "👍🏽";
  private static final Random RANDOM = new Random(20_261_129);

  private static final RunningHark HARK = RunningHark.get();
  private static final Owner OWNER = Owner.random(RANDOM);

  /** Newest first. */
  private static final List<String> NEWEST = new ArrayList<>();

  private static Gateway client;
  private static String recording;
  private static String transcription;
  private static String running;

  @BeforeAll
  static void publish() {
    client = HARK.gatewayWithoutCommand(OWNER, false);
    try (EventTopic topic = new EventTopic(HARK.address("kafka"), "recording-events")) {
      for (int i = 0; i < RECORDINGS; i++) {
        String id = Ids.random("rec_", RANDOM);
        Event event = Event.created(OWNER, id, Instant.now(), "Number " + i);
        event.data().put("recorded_at", "2026-02-01t12:00:%02d.%03d999+02:00".formatted(i, i));
        topic.publish(event);
        NEWEST.addFirst(id);
      }
      recording = NEWEST.getFirst();
      transcription = Ids.random("txn_", RANDOM);
      List<Event.Turn> turns =
          List.of(
              new Event.Turn(0, 1_500, "Ana", "The greenhouse opens on Monday."),
              new Event.Turn(1_500, 12_345, "Ben", "Then we  water it " + THUMB + " first."),
              new Event.Turn(2_000, 9_000, "Ana", "Yes."));
      topic.publish(Event.completed(OWNER, recording, transcription, Instant.now(), turns));
      running = Ids.random("txn_", RANDOM);
      topic.publish(Event.started(OWNER, NEWEST.getLast(), running, Instant.now()));
      topic.flush();
    }
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                client.get("/v1/recordings?limit=100").body().path("data").size() == RECORDINGS
                    && get("/v1/recordings/" + recording).path("indexed_at").isTextual()
                    && client.get("/v1/transcriptions/" + running).status() == 200);
  }

  private static JsonNode get(String path) {
    Gateway.Answer answer = client.get(path);
    assertEquals(200, answer.status(), answer.raw());
    return StrictJson.read(answer);
  }

  private static List<JsonNode> list(String query) {
    JsonNode page = get("/v1/recordings" + query);
    return StrictJson.page(page).stream().map(StrictJson::recording).toList();
  }

  private static List<String> ids(List<JsonNode> recordings) {
    return recordings.stream().map(one -> one.path("id").asText()).toList();
  }

  private static void assertRefused(Gateway.Answer answer, String param) {
    assertEquals(400, answer.status(), answer.raw());
    assertEquals(param, StrictJson.read(answer).at("/error/param").asText());
  }

  @Test
  void listsByOffset() {
    List<String> read = new ArrayList<>();
    List<JsonNode> page;
    do {
      page = list("?limit=5&offset=" + read.size());
      read.addAll(ids(page));
    } while (page.size() == 5);
    assertEquals(NEWEST, read);
    assertEquals(List.of(), list("?offset=" + RECORDINGS));
    assertEquals(List.of(), list("?offset=10000"));
    assertEquals(
        NEWEST.subList(20, 23), ids(list("?end_user_id=" + OWNER.endUserId() + "&offset=20")));
    assertEquals(
        List.of(NEWEST.get(3)),
        ids(list("?status=pending&limit=1&offset=2")),
        "the first one is completed");
    assertEquals(List.of(), list("?status=uploaded&offset=1"));
    JsonNode third = get("/v1/recordings?limit=2&offset=2");
    assertEquals(
        NEWEST.subList(4, 6), ids(list("?limit=2&cursor=" + third.path("next_cursor").asText())));
    assertRefused(
        client.get("/v1/recordings?offset=2&cursor=" + third.path("next_cursor").asText()),
        "offset");
    assertRefused(client.get("/v1/recordings?offset=10001"), "offset");
  }

  @Test
  void readsSecondsBesideMilliseconds() {
    JsonNode one = StrictJson.recording(get("/v1/recordings/" + recording));
    assertEquals(12_345, one.path("duration_ms").longValue(), "the end of the last segment");
    assertSeconds(one.path("duration_ms"), one.path("duration_seconds"));
    JsonNode other = StrictJson.recording(get("/v1/recordings/" + NEWEST.get(1)));
    assertTrue(other.path("duration_ms").isNull() && other.path("duration_seconds").isNull());
    JsonNode words = StrictJson.transcription(get("/v1/transcriptions/" + transcription));
    assertEquals(12_345, words.path("duration_ms").longValue());
    assertEquals(3, words.path("segments").size());
    for (JsonNode segment : words.path("segments")) {
      assertSeconds(segment.path("start_ms"), segment.path("start"));
      assertSeconds(segment.path("end_ms"), segment.path("end"));
    }
  }

  private static void assertSeconds(JsonNode milliseconds, JsonNode seconds) {
    assertTrue(milliseconds.isIntegralNumber() && seconds.isNumber());
    BigDecimal thousandfold = seconds.decimalValue().movePointRight(3);
    assertEquals(0, thousandfold.compareTo(milliseconds.decimalValue()), seconds::toString);
  }

  @Test
  void readsTheFullText() {
    JsonNode words = StrictJson.transcription(get("/v1/transcriptions/" + transcription));
    String text = words.path("full_text").asText();
    assertEquals(
        "The greenhouse opens on Monday. Then we  water it " + THUMB + " first. Yes.", text);
    assertEquals(words.path("text"), words.path("full_text"));
    assertEquals(text.split("\\s+").length, words.path("word_count").intValue());
    assertTrue(words.path("error").isNull());
    assertEquals(words.path("completed_at"), words.path("updated_at"));
    JsonNode awaited = StrictJson.transcription(get("/v1/transcriptions/" + running));
    assertEquals("processing", awaited.path("status").asText());
    for (String absent : List.of("text", "full_text", "word_count", "segments", "completed_at")) {
      assertTrue(awaited.path(absent).isNull(), absent);
    }
    assertTrue(awaited.path("started_at").isTextual());
  }

  @Test
  void countsTitlesInUtf16() {
    String fifty = THUMB.repeat(50);
    JsonNode made = session(" " + fifty + "\u00a0");
    assertEquals(fifty, made.path("title").asText());
    String path = "/v1/ask/sessions/" + made.path("id").asText();
    for (String title : List.of(fifty + "x", " \u200b", "")) {
      assertRefused(client.patch(path, body("title", title)), "title");
    }
    assertEquals(
        "x".repeat(200),
        StrictJson.session(
                StrictJson.read(client.patch(path, body("title", "x".repeat(200) + "\n"))))
            .path("title")
            .asText());
  }

  @Test
  void givesASessionTheTitleOfItsFirstQuestion() {
    JsonNode made = session("");
    assertEquals("New chat", made.path("title").asText());
    assertEquals(OWNER.endUserId(), made.path("end_user_id").asText());
    String path = "/v1/ask/sessions/" + made.path("id").asText();
    assertRefused(client.post(path + "/messages", body("content", "\u200b \u2800")), "content");
    String question = "x".repeat(198) + THUMB + " When does the greenhouse open?";
    assertEquals(200, client.post(path + "/messages", body("content", question)).status());
    assertEquals("x".repeat(198), StrictJson.session(get(path)).path("title").asText());
    assertEquals(200, client.post(path + "/messages", body("content", "And then?")).status());
    assertEquals("x".repeat(198), get(path).path("title").asText());
  }

  /**
   * @param title empty to leave it out
   */
  private static JsonNode session(String title) {
    ObjectNode asked = Event.JSON.createObjectNode().put("end_user_id", OWNER.endUserId());
    asked.putObject("scope").put("type", "library");
    if (!title.isEmpty()) {
      asked.put("title", title);
    }
    Gateway.Answer answer = client.post("/v1/ask/sessions", asked.toString());
    assertEquals(201, answer.status(), answer.raw());
    return StrictJson.session(StrictJson.read(answer));
  }

  private static String body(String name, String value) {
    return Event.JSON.createObjectNode().put(name, value).toString();
  }

  @Test
  void mentionsRecordingsInsideTheScopeAlone() {
    Owner other = OWNER.otherEndUser(RANDOM);
    String path = "/v1/ask/sessions/" + session("").path("id").asText() + "/messages";
    assertEquals(200, client.post(path, mentioning(recording)).status());
    Gateway.Answer unknown = client.post(path, mentioning(Ids.random("rec_", RANDOM)));
    assertEquals(404, unknown.status(), unknown.raw());
    assertEquals("context_refs[0].id", StrictJson.read(unknown).at("/error/param").asText());
    Gateway theirs = HARK.gatewayWithoutCommand(other, true);
    ObjectNode first = Event.JSON.createObjectNode();
    first.putObject("scope").put("type", "library");
    first.set("initial_message", RunningHark.json(mentioning(recording)));
    Gateway.Answer foreign = theirs.post("/v1/ask/sessions", first.toString());
    assertEquals(404, foreign.status(), foreign.raw());
    assertEquals(
        "initial_message.context_refs[0].id", StrictJson.read(foreign).at("/error/param").asText());
    ObjectNode narrow = Event.JSON.createObjectNode().put("end_user_id", OWNER.endUserId());
    narrow.putObject("scope").put("type", "selected").putArray("recording_ids").add(recording);
    narrow.set("initial_message", RunningHark.json(mentioning(NEWEST.get(1))));
    assertRefused(
        client.post("/v1/ask/sessions", narrow.toString()), "initial_message.context_refs[0].id");
  }

  private static String mentioning(String id) {
    ObjectNode message = Event.JSON.createObjectNode().put("content", "When does it open?");
    message.putArray("context_refs").addObject().put("type", "recording").put("id", id);
    return message.toString();
  }

  @Test
  void readsTranscriptionsWithTheScopeOfThatName() {
    Gateway only = HARK.gatewayOf(OWNER.projectId(), "live", "--scopes", "transcriptions:read");
    assertEquals(200, only.get("/v1/transcriptions/" + transcription).status());
    assertEquals(200, only.get("/v1/recordings/" + recording).status());
    assertEquals(403, only.get("/v1/ask/sessions").status());
    assertEquals(403, only.delete("/v1/recordings/" + NEWEST.get(5)).status());
  }

  @Test
  void saysTimesWithOffsetsAndMicroseconds() {
    List<String> times =
        list("?limit=100").stream().map(one -> one.path("recorded_at").asText()).toList();
    assertEquals(times.stream().sorted(Comparator.reverseOrder()).toList(), times, "as text");
    String[][] ranges = {
      {"2026-02-01T10:00:22.022Z", "2026-02-01T10:00:22.023Z"},
      {"2026-02-01T12:00:22.022999+02:00", "2026-02-01T12:00:22.023000+02:00"},
      {"2026-02-01t05:00:22-05:00", "2026-02-01t05:00:23-05:00"},
      {"2026-02-01T10:00z", "2026-02-01T10:01:00.0000000001z"},
      {"20260201T154522+0545", "20260201T154523.5+0545"},
    };
    for (String[] range : ranges) {
      ObjectNode search = Event.JSON.createObjectNode().put("query", "greenhouse");
      search.put("end_user_id", OWNER.endUserId());
      search.put("recorded_after", range[0]).put("recorded_before", range[1]);
      Gateway.Answer found = client.search(search);
      assertEquals(200, found.status(), found.raw());
      JsonNode results = StrictJson.read(found).path("results");
      assertTrue(results.size() > 0, range[0]);
      assertEquals("2026-02-01T10:00:22.022Z", results.path(0).path("recorded_at").asText());
      search.put("recorded_before", range[0]);
      assertEquals(0, client.search(search).body().path("results").size(), range[0]);
    }
    ObjectNode wrong = Event.JSON.createObjectNode().put("query", "greenhouse");
    wrong.put("end_user_id", OWNER.endUserId()).put("recorded_after", "2026-02-01T10:00:00");
    assertRefused(client.search(wrong), "recorded_after");
  }

  @Test
  void sendsNoKeyInTheAddress() {
    String key = URLEncoder.encode(HARK.address("secret_key"), StandardCharsets.UTF_8);
    assertRefused(client.get("/v1/recordings?api_key=" + key), "api_key");
  }
}
