package dev.hark.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An answer's prompt is made again from its receipt, as support does it. */
final class ReplayIT {
  private final RunningHark hark = RunningHark.get();

  @Test
  void thePromptOfAnAnswerIsMadeAgainFromItsReceipt(@TempDir Path folder) throws Exception {
    Gateway gateway = hark.gateway(hark.address("end_user_key"));
    Gateway.Answer first =
        gateway.post(
            "/v1/ask/sessions",
            """
            {"scope": {"type": "library"},
             "initial_message": {"content": "What does the ASA option cost?"}}
            """);
    String session = first.body().path("session_id").asText();
    Gateway.Answer second =
        gateway.post(
            "/v1/ask/sessions/" + session + "/messages",
            "{\"content\": \"And how often was the launch mentioned?\"}");
    for (JsonNode answer : new JsonNode[] {first.body(), second.body()}) {
      String message = answer.path("message").path("id").asText();
      Gateway.Answer receipt =
          gateway.get("/v1/ask/sessions/" + session + "/messages/" + message + "/receipt");
      assertEquals(200, receipt.status(), receipt.raw());
      Path file = Files.writeString(folder.resolve(message + ".json"), receipt.raw());
      String printed = hark.run("infra/replay", file.toString());
      assertTrue(printed.contains("The prompt is the same."), printed);
      String words = answer.path("message").path("content").asText().substring(0, 20);
      assertFalse(printed.contains(words), printed);
    }
  }
}
