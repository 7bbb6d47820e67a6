package dev.hark.e2e;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events that cannot be taken: told at once, mended, and sent again. */
final class DeadLetterIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String GROUP = "hark-indexer";

  private final RunningHark hark = RunningHark.get();
  private final Random random = new Random();
  private final Owner owner = new Owner(id("proj"), "live", id("eu"));
  private final String recording = id("rec");
  private final String transcription = id("txn");

  @TempDir private Path folder = Path.of("");

  private String id(String prefix) {
    return prefix + "_dead" + Long.toUnsignedString(random.nextLong(), 36);
  }

  @Test
  void ingestTellsAtOnceWhyAnEventIsADeadLetterAndARetryTakesItOnceThatIsMended()
      throws IOException {
    Event event = transcriptElsewhere();
    Path words = Path.of(URI.create(event.data().path("transcript_url").asText()));
    Path away = Files.move(words, folder.resolve("away.json"));

    Instant begun = Instant.now();
    String told = failureOf("infra/ingest", "--wait", file(event));
    assertTrue(told.matches("(?s).*:1: dead letter [0-9]+-[0-9]+: transcript_not_found: .*"), told);
    assertTrue(Duration.between(begun, Instant.now()).toSeconds() < 60, "long before its time-out");

    Gateway gateway = hark.gatewayWithoutCommand(owner, false);
    assertEquals("failed", status(gateway));
    String letter = letter().path("id").asText();

    Files.move(away, words);
    assertEquals("1 sent again, 0 not", hark.run("infra/dead-letters", "retry", letter).strip());
    await().atMost(SOON).until(() -> status(gateway).equals("completed"));
    String again = failureOf("infra/dead-letters", "retry", letter);
    assertTrue(again.contains("--again"), again);
  }

  @Test
  void ingestTellsOfAnEventThatCouldNotMarkItsRecording() throws IOException {
    Event event = Event.created(owner, recording, Instant.now(), "Garden");
    event.json().remove("project_id");
    String told = failureOf("infra/ingest", "--wait", file(event));
    assertTrue(told.matches("(?s).*:1: dead letter [0-9]+-[0-9]+: missing_field: .*"), told);
    assertEquals("recording.created", letter().path("type").asText());
  }

  @Test
  void whatWasDeletedStaysDeletedWhenItsDeadLetterIsSentAgain() throws Exception {
    Event event = transcriptElsewhere();
    Path words = Path.of(URI.create(event.data().path("transcript_url").asText()));
    Path away = Files.move(words, folder.resolve("away.json"));
    failureOf("infra/ingest", "--wait", file(event));
    Gateway gateway = hark.gatewayWithoutCommand(owner, false);
    // On a busy machine the first may answer that it goes on by itself: the same again joins it.
    await().atMost(SOON).until(() -> gateway.delete("/v1/recordings/" + recording).status() != 503);
    assertEquals(404, gateway.get("/v1/recordings/" + recording).status());

    Files.move(away, words);
    hark.run("infra/dead-letters", "retry", letter().path("id").asText());
    try (EventTopic events = new EventTopic(hark.address("kafka"), "recording-events");
        EventTopic fetches = new EventTopic(hark.address("kafka"), "recording-events.fetch")) {
      await()
          .atMost(SOON)
          .until(() -> events.lag(GROUP) == 0 && fetches.lag(GROUP + "-fetch") == 0);
    }
    assertEquals(404, gateway.get("/v1/recordings/" + recording).status());
    assertEquals(404, gateway.get("/v1/transcriptions/" + transcription).status());
    assertEquals(List.of(), gateway.search(owner.endUserId(), "tomatoes on Friday", 8));
  }

  private Event transcriptElsewhere() {
    return Event.completed(
            owner,
            recording,
            transcription,
            Instant.now(),
            List.of(new Event.Turn(0, 2_400, "Ada", "The tomatoes go in on Friday.")))
        .withWordsIn(hark.dataDirectory().resolve("transcripts"));
  }

  private String file(Event event) throws IOException {
    return Files.write(folder.resolve("event.jsonl"), event.bytes()).toString();
  }

  private String status(Gateway gateway) {
    return gateway.get("/v1/recordings/" + recording).body().path("status").asText();
  }

  private JsonNode letter() {
    Optional<JsonNode> found =
        RunningHark.json(hark.run("infra/dead-letters", "list", "--json"))
            .valueStream()
            .filter(letter -> letter.path("key").asText().equals(recording))
            .findAny();
    return found.orElseThrow();
  }

  private String failureOf(String... command) {
    return String.valueOf(
        assertThrows(IllegalStateException.class, () -> hark.run(command)).getMessage());
  }
}
