package dev.hark.e2e;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a file on disk to a cited answer, by the commands and calls of the README. */
final class ImportIT {
  private static final String ZOOM =
      """
      WEBVTT

      1
      00:00:03.120 --> 00:00:07.900
      Ines Okafor: Welcome, let us talk about the greenhouse.

      2
      00:00:08.400 --> 00:00:13.250
      Tom Vance: The glass panes of the greenhouse arrive on the ninth of June.

      3
      00:00:13.900 --> 00:00:17.000
      Ines Okafor: Good, then we paint the frames before that.
      """;

  private final RunningHark hark = RunningHark.get();
  private final ObjectMapper json = new ObjectMapper();

  @Test
  void aZoomFileOnDiskBecomesACitedAnswer(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("GMT20260601.transcript.vtt"), ZOOM);
    String printed =
        hark.run(
            "infra/ingest", "--end-user", hark.address("end_user_id"), "--wait", file.toString());
    assertEquals("1 published, 0 failed", printed.strip());
    assertCitedAt(hark.gateway(hark.address("end_user_key")), 8_400);
  }

  /** Sent by the API with an id of the app's own, and found under it. */
  @Test
  void aFileThatAnAppSendsIsSearchableUnderTheIdsThatItWasGiven() throws Exception {
    Owner owner = Owner.random(new Random());
    Gateway gateway = hark.gatewayOf(owner.projectId());
    ObjectNode body = json.createObjectNode();
    body.put("end_user_id", owner.endUserId()).put("external_id", "zoom 4711");
    body.put("title", "Greenhouse").put("content", ZOOM);
    Gateway.Answer taken = gateway.post("/v1/transcriptions", body.toString());
    assertEquals(202, taken.status(), taken.raw());
    String recording = taken.body().path("recording_id").asText();
    assertEquals(200, gateway.get("/v1/recordings/" + recording).status());
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                gateway
                    .get("/v1/recordings/" + recording)
                    .body()
                    .path("status")
                    .asText()
                    .equals("completed"));
    JsonNode shown =
        gateway.get("/v1/recordings?external_id=zoom%204711").body().path("data").path(0);
    assertEquals(recording, shown.path("id").asText(), shown::toString);
    assertEquals(17_000, shown.path("duration_ms").asLong());
    Gateway.Answer again = gateway.post("/v1/transcriptions", body.toString());
    assertEquals(200, again.status(), again.raw());
    assertEquals("completed", again.body().path("status").asText());
    String transcription = taken.body().path("transcription_id").asText();
    String srt = gateway.get("/v1/transcriptions/" + transcription + "/export?format=srt").raw();
    assertTrue(srt.contains("Tom Vance: The glass panes"), srt);
    JsonNode users = gateway.get("/v1/end-users").body().path("data");
    assertEquals(owner.endUserId(), users.path(0).path("id").asText(), users::toString);
    assertEquals(1, users.path(0).path("recording_count").asLong(), users::toString);
    List<JsonNode> found = gateway.search(owner.endUserId(), "when do the panes arrive", 1);
    assertEquals(recording, found.getFirst().path("recording_id").asText());
  }

  private void assertCitedAt(Gateway gateway, long millis) throws Exception {
    Gateway.Answer answer =
        gateway.post(
            "/v1/ask/sessions",
            """
            {"scope": {"type": "library"},
             "initial_message": {"content": "When do the glass panes of the greenhouse arrive?"}}
            """);
    assertEquals(200, answer.status(), answer.raw());
    List<Long> cited = new ArrayList<>();
    for (JsonNode part : answer.body().path("message").path("parts")) {
      if (part.path("type").asText().equals("citation")) {
        cited.add(part.path("start_ms").asLong());
      }
    }
    assertTrue(cited.contains(millis), answer.raw());
    assertTrue(answer.body().path("message").path("content").asText().contains("ninth of June"));
    String session = answer.body().path("session_id").asText();
    String file = gateway.get("/v1/ask/sessions/" + session + "/export?format=md").raw();
    assertTrue(file.contains("00:00:08: Tom Vance: The glass panes of the greenhouse"), file);
  }
}
