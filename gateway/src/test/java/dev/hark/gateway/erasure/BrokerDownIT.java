package dev.hark.gateway.erasure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hark.gateway.testing.RawAnswer;
import dev.hark.gateway.testing.RawHttp;
import dev.hark.gateway.testing.RunningGateway;
import dev.hark.proto.search.v1.GetRecordingResponse;
import dev.hark.proto.search.v1.Recording;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BrokerDownIT {
  /** Port 1: nobody listens. */
  @Test
  void aBrokerThatIsDownHoldsNobodyUp() {
    try (RunningGateway gateway =
        RunningGateway.start(Map.of("kafka.bootstrap.servers", "127.0.0.1:1"))) {
      gateway
          .searchService()
          .getRecording
          .answers(
              request ->
                  GetRecordingResponse.newBuilder()
                      .setRecording(Recording.newBuilder().setEndUserId("eu_1"))
                      .build());
      String key = "Authorization: Bearer " + gateway.key("--project", "proj_broker");
      RawHttp http = gateway.http();
      long start = System.nanoTime();
      RawAnswer answer = http.send("DELETE", "/v1/recordings/rec_1", null, key);
      assertEquals(204, answer.status(), answer::toString);
      assertTrue(System.nanoTime() - start < 3_000_000_000L, "too slow");
      JsonNode erasure = http.get(answer.header("location"), key).json();
      assertEquals("pending", erasure.path("status").asText());
      assertTrue(erasure.path("stores").path(2).path("completed_at").isTextual());
      assertTrue(erasure.path("stores").path(3).path("completed_at").isNull());
    }
  }
}
