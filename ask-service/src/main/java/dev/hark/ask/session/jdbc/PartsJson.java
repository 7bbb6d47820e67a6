package dev.hark.ask.session.jdbc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.hark.ask.id.RecordingId;
import dev.hark.ask.session.Part;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The parts of an answer as they are stored: {@code [{"text"} | {"recording_id", "start_ms"}]}. */
final class PartsJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private PartsJson() {}

  static String write(List<Part> parts) {
    ArrayNode array = JSON.createArrayNode();
    for (Part part : parts) {
      switch (part) {
        case Part.Text text -> addWords(array, Sql.clean(text.text()));
        case Part.Citation citation ->
            array
                .addObject()
                .put("recording_id", citation.recording().value())
                .put("start_ms", citation.start().toMillis());
      }
    }
    return array.toString();
  }

  /** A part without words is none. */
  private static void addWords(ArrayNode array, String words) {
    if (!words.isEmpty()) {
      array.addObject().put("text", words);
    }
  }

  /** What an answer holds that cites the recording. */
  static String citing(RecordingId recording) {
    ArrayNode array = JSON.createArrayNode();
    array.addObject().put("recording_id", recording.value());
    return array.toString();
  }

  static List<Part> read(String json) {
    try {
      List<Part> parts = new ArrayList<>();
      for (JsonNode node : JSON.readTree(json)) {
        parts.add(
            node.has("text")
                ? new Part.Text(node.get("text").textValue())
                : new Part.Citation(
                    new RecordingId(node.get("recording_id").textValue()),
                    Duration.ofMillis(node.get("start_ms").longValue())));
      }
      return parts;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("stored parts cannot be read", e);
    }
  }
}
