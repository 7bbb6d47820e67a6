package dev.hark.e2e;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A segment of ten minutes, 1,500 words: what is said in it is cited where it is said. */
@Execution(ExecutionMode.CONCURRENT)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LongSegmentIT {
  private static final long MINUTES = 600_000;
  private static final int WORDS = 1_500;

  /** 1,120 words are said before it, in 448,000 of the 600,000 ms. */
  private static final String SENTENCE = "The heron statue costs ninety crowns. ";

  private static final int WORDS_BEFORE = 1_120;
  private static final long START = MINUTES * WORDS_BEFORE / WORDS;

  /** Milliseconds; the time is shared out twice, to chunks and in them. */
  private static final long ROUNDING = 2;

  private static final String QUESTION = "How much does the heron statue cost?";

  private final RunningHark hark = RunningHark.get();
  private final Random random = new Random(16);
  private final Owner owner = Owner.random(random);
  private final String recording = Ids.random("rec_", random);
  private final String transcription = Ids.random("txn_", random);
  private final Gateway gateway = hark.gatewayWithoutCommand(owner, false);
  private final String text =
      sentences(WORDS_BEFORE) + SENTENCE + sentences(WORDS - WORDS_BEFORE - 6).strip();

  @BeforeAll
  void publish() throws Exception {
    List<Event.Turn> turns = List.of(new Event.Turn(0, MINUTES, "Ana", text));
    Event event = Event.completed(owner, recording, transcription, Instant.now(), turns);
    try (EventTopic topic = new EventTopic(hark.address("kafka"), "recording-events")) {
      topic.publish(event);
      topic.flush();
    }
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> !gateway.search(owner.endUserId(), "heron statue", 5).isEmpty());
  }

  @Test
  void aSearchFindsTheChunkAroundIt() {
    JsonNode found = gateway.search(owner.endUserId(), QUESTION, 5).getFirst();
    assertTrue(found.path("chunk_text").asText().contains(SENTENCE.strip()), found::toString);
    long start = found.path("start_ms").asLong();
    assertTrue(start <= START && START - start < 60_000, () -> "starts at " + start);
    assertTrue(found.path("end_ms").asLong() > START, found::toString);
  }

  @Test
  void theTranscriptIsReadAsItWasSent() {
    JsonNode segments = gateway.get("/v1/transcriptions/" + transcription).body().path("segments");
    assertEquals(1, segments.size());
    assertEquals(text, segments.path(0).path("text").asText());
    assertEquals(0, segments.path(0).path("start_ms").asLong());
    assertEquals(MINUTES, segments.path(0).path("end_ms").asLong());
  }

  @Test
  void itIsCitedWhereItIsSaidWhenTheRecordingIsReadWhole() {
    ObjectNode scope = Event.JSON.createObjectNode().put("type", "recording");
    citesTheSentence(scope.put("recording_id", recording));
  }

  @Test
  void soItIsInALibrary() {
    citesTheSentence(Event.JSON.createObjectNode().put("type", "library"));
  }

  @Test
  void soItIsInASelection() {
    ObjectNode scope = Event.JSON.createObjectNode().put("type", "selected");
    scope.putArray("recording_ids").add(recording);
    citesTheSentence(scope);
  }

  private void citesTheSentence(ObjectNode scope) {
    ObjectNode request = Event.JSON.createObjectNode().put("end_user_id", owner.endUserId());
    request.set("scope", scope);
    request.putObject("initial_message").put("content", QUESTION).putArray("include").add("quotes");
    Gateway.Answer answer = gateway.post("/v1/ask/sessions", request.toString());
    assertEquals(200, answer.status(), answer.raw());
    List<Long> cited =
        answer
            .body()
            .at("/message/parts")
            .valueStream()
            .filter(part -> part.path("type").asText().equals("citation"))
            .map(part -> part.path("start_ms").asLong())
            .toList();
    int place =
        IntStream.range(0, cited.size())
            .filter(i -> Math.abs(cited.get(i) - START) <= ROUNDING)
            .findFirst()
            .orElseThrow(() -> new AssertionError("cited " + cited));
    JsonNode quote = answer.body().path("quotes").path(place);
    assertEquals(cited.get(place), quote.path("start_ms").asLong());
    assertEquals(SENTENCE.strip(), quote.path("text").asText());
  }

  /** So many words in sentences of eight, none of them of statues, birds or money. */
  private static String sentences(int words) {
    List<String> names = List.of("garden", "window", "letter", "river", "basket", "kettle");
    return IntStream.range(0, words / 8)
            .mapToObj(
                i ->
                    "Then the %s stood beside our old %s. "
                        .formatted(names.get(i % 6), names.get(i / 6 % 6)))
            .collect(Collectors.joining())
        + "So on. ".repeat(words % 8 / 2);
  }
}
