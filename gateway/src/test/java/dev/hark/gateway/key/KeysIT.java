package dev.hark.gateway.key;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hark.gateway.testing.RawHttp;
import dev.hark.gateway.testing.RunningGateway;
import dev.hark.proto.search.v1.GetRecordingResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From the command that makes a key to the call that is done with it. */
class KeysIT {
  private final RunningGateway gateway = RunningGateway.shared();
  private final RawHttp http = gateway.http();

  @BeforeEach
  void answerAnything() {
    gateway
        .searchService()
        .getRecording
        .answers(request -> GetRecordingResponse.getDefaultInstance());
  }

  private int status(String key) {
    return http.get("/v1/recordings/rec_1", "Authorization: Bearer " + key).status();
  }

  @Test
  void aNewKeyWorksAndIsShownOnce() {
    String printed = gateway.keys("create", "--project", "proj_new", "--name", "first").strip();
    assertTrue(ApiKey.parse(printed).isPresent(), printed);
    assertTrue(printed.startsWith("sk_live_"), printed);
    assertEquals(200, status(printed));
    String listed = gateway.keys("list", "--project", "proj_new");
    assertTrue(listed.contains("first") && listed.contains(printed.substring(0, 12)), listed);
    assertFalse(listed.contains(printed.substring(0, 13)), listed);
  }

  @Test
  void jsonSaysAllThatIsKnownOfANewKey() {
    JsonNode key =
        gateway.describedKey(
            "--project",
            "proj_new",
            "--mode",
            "test",
            "--scopes",
            "recordings:read,ask:read",
            "--end-user",
            "eu_1",
            "--name",
            "n",
            "--expires",
            "P1D",
            "--rate-limit",
            "60000");
    assertTrue(key.path("key").asText().startsWith("rk_test_"));
    assertTrue(key.path("id").asText().startsWith("key_"));
    assertEquals("proj_new", key.path("project_id").asText());
    assertEquals("test", key.path("mode").asText());
    assertEquals("eu_1", key.path("end_user_id").asText());
    assertEquals("[\"ask:read\",\"recordings:read\"]", key.path("scopes").toString());
    assertEquals("n", key.path("name").asText());
    assertEquals(200, status(key.path("key").asText()));
  }

  @Test
  void aRevokedKeyStopsWithinASecond() {
    JsonNode key = gateway.describedKey("--project", "proj_new");
    String secret = key.path("key").asText();
    assertEquals(200, status(secret));
    gateway.keys("revoke", key.path("id").asText());
    await()
        .pollInterval(Duration.ofMillis(20))
        .atMost(Duration.ofSeconds(1))
        .until(() -> status(secret) == 401);
  }

  @Test
  void aKeyStopsWhenItExpires() {
    String secret = gateway.key("--project", "proj_new", "--expires", "PT5S");
    assertEquals(200, status(secret));
    await()
        .pollInterval(Duration.ofMillis(20))
        .atMost(Duration.ofSeconds(20))
        .until(() -> status(secret) == 401);
  }

  @Test
  void theLastUseIsListed() {
    JsonNode key = gateway.describedKey("--project", "proj_used");
    assertTrue(gateway.keys("list", "--project", "proj_used").contains("never"));
    assertEquals(200, status(key.path("key").asText()));
    String listed = gateway.keys("list", "--project", "proj_used", "--json");
    assertFalse(listed.contains("\"last_used_at\":null"), listed);
  }

  @Test
  void refusesOptionsThatMakeNoSense() {
    for (List<String> options :
        List.of(
            List.of("create"),
            List.of("create", "--project", "demo"),
            List.of("create", "--project", "proj_x", "--scopes", "all"),
            List.of("create", "--project", "proj_x", "--mode", "prod"),
            List.of("create", "--project", "proj_x", "--expires", "tomorrow"),
            List.of("create", "--project", "proj_x", "--expires", "2020-01-01T00:00:00Z"),
            List.of("create", "--project", "proj_x", "--end-user", "someone"),
            List.of("create", "--project", "proj_x", "--rate-limit", "0"),
            List.of("revoke", "key_unknown"),
            List.of("revoke", "x"))) {
      assertThrows(
          IllegalArgumentException.class,
          () -> gateway.keys(options.toArray(String[]::new)),
          options.toString());
    }
  }
}
