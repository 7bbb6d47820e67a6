package dev.hark.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Reads answers as a client does that was generated from the contract: each object has just the
 * members that are said, none twice, and each time has one form.
 */
final class StrictJson {
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private static final Set<String> RECORDING =
      Set.of(
          ("id end_user_id external_id title name status duration_ms duration_seconds recorded_at"
                  + " transcription_id metadata tags speakers audio_url created_at updated_at"
                  + " indexed_at")
              .split(" "));
  private static final Set<String> TRANSCRIPTION =
      Set.of(
          ("id recording_id status language provider duration_ms text full_text word_count segments"
                  + " error created_at started_at completed_at updated_at")
              .split(" "));
  private static final Set<String> SEGMENT =
      Set.of("start_ms end_ms start end speaker text".split(" "));
  private static final Set<String> SESSION =
      Set.of(
          ("id scope title message_count last_message_at last_model last_provider created_at"
                  + " updated_at end_user_id")
              .split(" "));

  private StrictJson() {}

  static JsonNode read(Gateway.Answer answer) {
    try {
      JsonNode body = JSON.readTree(answer.raw());
      checkTimes(body);
      return body;
    } catch (JsonProcessingException e) {
      throw new AssertionError(answer.raw(), e);
    }
  }

  static JsonNode recording(JsonNode recording) {
    assertEquals(RECORDING, names(recording));
    assertEquals(recording.path("title"), recording.path("name"));
    assertTrue(recording.path("tags").isArray() && recording.path("speakers").isObject());
    return recording;
  }

  static JsonNode transcription(JsonNode transcription) {
    assertEquals(TRANSCRIPTION, names(transcription));
    transcription.path("segments").forEach(segment -> assertEquals(SEGMENT, names(segment)));
    return transcription;
  }

  static JsonNode session(JsonNode session) {
    assertEquals(SESSION, names(session));
    return session;
  }

  /** A page; its cursor is null just when nothing follows. */
  static List<JsonNode> page(JsonNode page) {
    assertEquals(Set.of("data", "has_more", "next_cursor"), names(page));
    assertEquals(!page.path("has_more").booleanValue(), page.path("next_cursor").isNull());
    return page.path("data").valueStream().toList();
  }

  private static Set<String> names(JsonNode object) {
    return Set.copyOf(new ArrayList<>(object.properties().stream().map(e -> e.getKey()).toList()));
  }

  private static void checkTimes(JsonNode node) {
    node.properties().stream()
        .filter(member -> member.getKey().endsWith("_at") && member.getValue().isTextual())
        .forEach(
            member ->
                assertTrue(
                    member
                        .getValue()
                        .asText()
                        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z"),
                    member::toString));
    node.forEach(StrictJson::checkTimes);
  }
}
