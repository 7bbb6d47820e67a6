package dev.hark.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hark.clients.ExampleClient;
import dev.hark.clients.RunningCommand;
import dev.hark.stack.process.FreePorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The examples of {@code infra/clients} do what they say with Hark as it runs. */
// A gateway that another test starts beside Hark has no secret to sign a webhook with.
@Isolated
final class ClientsIT {
  private static final String GARDEN =
      """
      WEBVTT

      00:00:03.120 --> 00:00:07.900
      Ines Okafor: Welcome, let us talk about the greenhouse.

      00:12:03.400 --> 00:12:08.250
      Tom Vance: The glass panes of the greenhouse arrive on the ninth of June.
      """;

  private static final String QUESTION = "When do the glass panes of the greenhouse arrive?";

  private final RunningHark hark = RunningHark.get();
  private final Owner owner = Owner.random(new Random());

  @TempDir private Path folder;

  private RunningCommand run(
      ExampleClient client, Map<String, String> more, String file, String content)
      throws IOException {
    // ExampleIT of infra/clients says the same.
    assumeTrue(client.command().isPresent(), client + " cannot run here");
    Map<String, String> environment = new HashMap<>(more);
    environment.put("HARK_URL", hark.address("gateway"));
    environment.put("HARK_LINK", "https://app.example/{recording_id}?t={start_ms}");
    Path path = Files.writeString(folder.resolve(file), content);
    return client.start(environment, path.toString(), QUESTION, "And what arrives on the ninth?");
  }

  private void assertAnswered(RunningCommand command) {
    assertEquals(0, command.exit(), command::toString);
    String out = command.out();
    assertTrue(out.contains("arrive on the ninth of June. ["), out);
    JsonNode recordings =
        hark.gatewayWithoutCommand(owner, true).get("/v1/recordings").body().path("data");
    assertEquals(1, recordings.size(), recordings::toString);
    String id = recordings.path(0).path("id").asText();
    String citation =
        "(?s).*\n\\[\\d+] garden, 00:12:03 – https://app\\.example/%s\\?t=723400\n.*".formatted(id);
    assertTrue(out.matches(citation), out);
  }

  /** With the key of one end user. */
  @ParameterizedTest
  @EnumSource
  void fromAFileToLinkedCitationsByLooking(ExampleClient client) throws Exception {
    String key = hark.keyWithoutCommand(owner, true);
    assertAnswered(run(client, Map.of("HARK_KEY", key), "garden.vtt", GARDEN));
    RunningCommand again = run(client, Map.of("HARK_KEY", key), "garden.vtt", GARDEN);
    assertAnswered(again);
    assertFalse(again.errors().contains("webhook"), again::errors);
  }

  /** With the key of a project. */
  @ParameterizedTest
  @EnumSource
  void fromAFileToLinkedCitationsByWebhook(ExampleClient client) throws Exception {
    String key = hark.keyWithoutCommand(owner, false);
    int port = FreePorts.next();
    Gateway.Answer endpoint =
        hark.gateway(key)
            .post(
                "/v1/webhook-endpoints",
                """
                {"url": "http://127.0.0.1:%d/", "events": ["recording.indexed", "recording.failed"]}
                """
                    .formatted(port));
    assertEquals(201, endpoint.status(), endpoint::raw);
    Map<String, String> environment =
        Map.of(
            "HARK_KEY", key,
            "HARK_END_USER", owner.endUserId(),
            "HARK_WEBHOOK_SECRET", endpoint.body().path("secret").asText(),
            "HARK_WEBHOOK_PORT", String.valueOf(port));
    RunningCommand command = run(client, environment, "garden.vtt", GARDEN);
    assertAnswered(command);
    assertEquals("Told by webhook: recording.indexed", command.errors().strip());
  }

  @ParameterizedTest
  @EnumSource
  void aWrongKeyAndAFileThatCannotBeReadAreSaid(ExampleClient client) throws Exception {
    RunningCommand stranger = run(client, Map.of("HARK_KEY", "sk_live_no"), "a.vtt", GARDEN);
    assertEquals(1, stranger.exit());
    assertTrue(
        stranger.errors().matches("unauthorized: .+ \\(request req_\\w+\\)\n"), stranger::errors);
    String key = hark.keyWithoutCommand(owner, true);
    RunningCommand broken =
        run(
            client,
            Map.of("HARK_KEY", key),
            "a.vtt",
            "WEBVTT\n\n00:00:03.120 --> soon\nWelcome.\n");
    assertEquals(1, broken.exit());
    assertTrue(
        broken.errors().matches("invalid_request: .*line 3.+ \\(request req_\\w+\\)\n"),
        broken::errors);
  }
}
