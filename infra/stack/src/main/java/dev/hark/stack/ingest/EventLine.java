package dev.hark.stack.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hark.runtime.time.WireTime;
import dev.hark.stack.ingest.Event.RecordingKey;
import dev.hark.stack.ingest.Event.Source;
import dev.hark.stack.ingest.Event.Subject;
import java.util.Optional;

/**
 * A line of a file of events, read just far enough to publish it: whether the event is acceptable
 * is for the indexer to say.
 */
sealed interface EventLine {
  /** It can be published. */
  record Publishable(Event event) implements EventLine {}

  /** It cannot; the reason holds none of its text. */
  record Refused(Source source, String reason) implements EventLine {}

  /** Reads one line. */
  static EventLine parse(Source source, String line) {
    JsonNode event;
    try {
      event = Json.MAPPER.readTree(line);
    } catch (JsonProcessingException e) {
      int column = e.getLocation() == null ? 0 : e.getLocation().getColumnNr();
      return new Refused(source, "not JSON (column " + column + ")");
    }
    if (!event.isObject()) {
      return new Refused(source, "not a JSON object");
    }
    JsonNode data = event.path("data");
    if (!event.path("type").isTextual()) {
      return new Refused(source, "type is missing");
    }
    if (!data.isObject()) {
      return new Refused(source, "data is missing or no object");
    }
    String type = event.path("type").asText();
    String member = type.equals("end_user.deleted") ? "end_user_id" : "recording_id";
    if (!data.path(member).isTextual()) {
      return new Refused(source, "data." + member + " is missing");
    }
    return new Publishable(
        new Event(source, data.path(member).asText(), line, subject(type, event, data)));
  }

  private static Optional<Subject> subject(String type, JsonNode event, JsonNode data) {
    RecordingKey recording =
        new RecordingKey(
            event.path("project_id").asText(),
            event.path("mode").asText().equals("test"),
            data.path("recording_id").asText());
    return switch (type) {
      case "transcription.completed" ->
          WireTime.parse(event.path("created_at").asText())
              .filter(at -> data.path("transcription_id").isTextual())
              .map(
                  at ->
                      new Subject.Transcribed(
                          recording, data.path("transcription_id").asText(), at));
      case "recording.deleted" -> Optional.of(new Subject.Deleted(recording));
      default -> Optional.empty();
    };
  }

  /** Takes events of any size that Kafka takes. */
  final class Json {
    private static final ObjectMapper MAPPER = mapper();

    private Json() {}

    private static ObjectMapper mapper() {
      ObjectMapper mapper = new ObjectMapper();
      mapper.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
      mapper
          .getFactory()
          .setStreamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build());
      return mapper;
    }
  }
}
