package dev.hark.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An assistant that looks something up by MCP, reads around it and asks, over the samples. */
final class AssistantIT {
  private static final String STANDUP = "rec_sampleStandup2";

  private final RunningHark hark = RunningHark.get();
  private final Gateway gateway = hark.gateway(hark.address("end_user_key"));

  private JsonNode call(String tool, ObjectNode arguments) {
    ObjectNode message = Event.JSON.createObjectNode();
    message.put("jsonrpc", "2.0").put("id", 1).put("method", "tools/call");
    message.putObject("params").put("name", tool).set("arguments", arguments);
    Gateway.Answer answer = gateway.post("/mcp", message.toString());
    assertEquals(200, answer.status(), answer::raw);
    JsonNode result = answer.body().path("result");
    assertFalse(result.path("isError").asBoolean(true), answer::raw);
    return result.path("structuredContent");
  }

  private static ObjectNode arguments(String name, String value) {
    return Event.JSON.createObjectNode().put(name, value);
  }

  /** All of it, however many pieces it comes in. */
  private List<JsonNode> transcript(String recording) {
    List<JsonNode> segments = new ArrayList<>();
    for (int next = 1; next > 0; ) {
      JsonNode piece =
          call("get_transcript", arguments("recording_id", recording).put("from_segment", next));
      piece.path("segments").forEach(segments::add);
      next = piece.path("next_segment").asInt(0);
    }
    return segments;
  }

  @Test
  void findsAMomentReadsAroundItAndCitesWhatIsInTheTranscript() {
    JsonNode found =
        call("search_recordings", arguments("query", "To which date was the launch moved?"));
    JsonNode hit =
        found
            .path("results")
            .valueStream()
            .filter(one -> one.path("recording_id").asText().equals(STANDUP))
            .findFirst()
            .orElseThrow(() -> new AssertionError(found));
    assertFalse(hit.path("title").asText().isEmpty(), hit::toString);

    JsonNode around =
        call(
            "get_transcript",
            arguments("recording_id", STANDUP)
                .put("start_ms", hit.path("start_ms").asLong())
                .put("end_ms", hit.path("end_ms").asLong()));
    assertTrue(
        around
            .path("segments")
            .valueStream()
            .anyMatch(segment -> hit.path("text").asText().contains(segment.path("text").asText())),
        around::toString);

    JsonNode answer = call("ask", arguments("question", "To which date was the launch moved?"));
    assertFalse(answer.path("citations").isEmpty(), answer::toString);
    assertTrue(answer.path("answer").asText().contains("[1]"), answer::toString);
    for (JsonNode citation : answer.path("citations")) {
      assertTrue(
          transcript(citation.path("recording_id").asText()).stream()
              .filter(segment -> isIn(segment, citation.path("start_ms").asLong()))
              .anyMatch(
                  segment ->
                      segment.path("text").asText().contains(citation.path("quote").asText())),
          citation::toString);
    }
    JsonNode next =
        call(
            "ask",
            arguments("question", "And who said so?")
                .put("session_id", answer.path("session_id").asText()));
    assertEquals(answer.path("session_id"), next.path("session_id"));
    Gateway.Answer session = gateway.get("/v1/ask/sessions/" + answer.path("session_id").asText());
    assertEquals(4, session.body().path("message_count").asInt(), session::raw);
  }

  private static boolean isIn(JsonNode segment, long time) {
    return segment.path("start_ms").asLong() <= time && time <= segment.path("end_ms").asLong();
  }
}
