package dev.hark.gateway.key;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hark.gateway.testing.RunningGateway;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a client learns of the key that it was given. */
class OwnKeyIT {
  private static final String KEY = "/v1/key";

  private final RunningGateway gateway = RunningGateway.shared();

  private JsonNode told(JsonNode key) {
    return gateway.http().get(KEY, bearer(key)).json();
  }

  private static String bearer(JsonNode key) {
    return "Authorization: Bearer " + key.path("key").asText();
  }

  @Test
  void aBoundKeyIsToldWhoseItIsAndWhatItMayDo() {
    JsonNode key =
        gateway.describedKey(
            "--project",
            "proj_own",
            "--mode",
            "test",
            "--end-user",
            "eu_1",
            "--name",
            "Phone",
            "--scopes",
            "recordings:read,ask:write");
    assertEquals(
        "{\"id\":\"%s\",\"name\":\"Phone\",\"project_id\":\"proj_own\",\"mode\":\"test\","
                .formatted(key.path("id").asText())
            + "\"scopes\":[\"ask:write\",\"recordings:read\"],\"end_user_id\":\"eu_1\"}",
        told(key).toString());
  }

  @Test
  void aKeyOfTheWholeProjectIsBoundToNobodyAndHasEveryScope() {
    JsonNode told = told(gateway.describedKey("--project", "proj_own"));
    List<String> scopes = new ArrayList<>();
    told.path("scopes").forEach(scope -> scopes.add(scope.asText()));
    assertEquals(Scope.texts(Scope.of(null)), scopes);
    assertEquals("live", told.path("mode").asText());
    assertEquals("", told.path("name").asText());
    assertEquals("null", told.path("end_user_id").toString());
  }

  @Test
  void withoutAGoodKeyNothingIsTold() {
    JsonNode key = gateway.describedKey("--project", "proj_own");
    assertEquals(401, gateway.http().get(KEY).status());
    assertEquals(
        401,
        gateway.http().get(KEY, "Authorization: Bearer " + RunningGateway.ROOT_TOKEN).status());
    assertEquals(200, gateway.http().get(KEY, bearer(key)).status());
    gateway.keys("revoke", key.path("id").asText());
    await()
        .atMost(Duration.ofSeconds(1))
        .until(() -> gateway.http().get(KEY, bearer(key)).status() == 401);
  }
}
