package dev.hark.gateway.key;

import static dev.hark.gateway.testing.CutLine.to;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hark.gateway.testing.CutLine;
import dev.hark.gateway.testing.RawAnswer;
import dev.hark.gateway.testing.RunningGateway;
import dev.hark.proto.search.v1.GetRecordingResponse;
import dev.hark.runtime.id.Mode;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** PostgreSQL goes away while keys are in use, and comes back. */
class OutageIT {
  private static final String GRACE = "2500ms";

  private final RunningGateway other = RunningGateway.shared();

  private static RawAnswer call(RunningGateway gateway, String key) {
    return gateway.http().get("/v1/recordings/rec_1", "Authorization: Bearer " + key);
  }

  @Test
  void keysInUseGoOnForTheirGraceAndNoOthersComeIn() {
    URI database = URI.create(other.database().substring("jdbc:".length()));
    try (CutLine line = to(database.getPort());
        RunningGateway gateway =
            other.beside(
                Map.of(
                    "datasources.default.url",
                    other.database().replace(":" + database.getPort(), ":" + line.port()),
                    "hark.keys.cache.grace",
                    GRACE))) {
      gateway.awaitPostgres();
      gateway
          .searchService()
          .getRecording
          .answers(request -> GetRecordingResponse.getDefaultInstance());
      JsonNode used = other.describedKey("--project", "proj_outage", "--rate-limit", "10000");
      String inUse = used.path("key").asText();
      String fresh = other.key("--project", "proj_outage");
      String unknown = ApiKey.generate(false, Mode.LIVE, new Random()).secret();
      assertEquals(200, call(gateway, inUse).status());
      assertEquals(401, call(gateway, unknown).status());
      line.cut();
      long cut = System.nanoTime();
      while (System.nanoTime() - cut < Duration.ofMillis(1_200).toNanos()) {
        long begun = System.nanoTime();
        RawAnswer answer = call(gateway, inUse);
        assertEquals(200, answer.status());
        assertTrue(Integer.parseInt(answer.header("x-ratelimit-remaining")) > 0);
        assertTrue(
            System.nanoTime() - begun < Duration.ofSeconds(1).toNanos(), "waits for nothing");
      }
      assertEquals(503, call(gateway, fresh).status());
      assertEquals(401, call(gateway, inUse + "x").status());
      await().atMost(Duration.ofSeconds(6)).until(() -> call(gateway, inUse).status() == 503);
      other.keys("revoke", used.path("id").asText());
      line.mend();
      await().atMost(Duration.ofSeconds(10)).until(() -> call(gateway, fresh).status() == 200);
      await()
          .atMost(Duration.ofSeconds(5))
          .until(
              () -> {
                int status = call(gateway, inUse).status();
                assertNotEquals(200, status, "revoked meanwhile");
                return status == 401;
              });
    }
  }
}
