package dev.hark.search.index.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.id.Ids.EventId;
import dev.hark.runtime.id.Ids.TranscriptionId;
import dev.hark.search.index.DetailRegisters;
import dev.hark.search.index.Generation;
import dev.hark.search.index.Project.RecordingKey;
import dev.hark.search.index.RecordingState;
import dev.hark.search.index.RecordingState.ActiveTranscript;
import dev.hark.search.index.RecordingState.TranscriptionRegisters;
import dev.hark.search.index.RecordingState.TranscriptionStatus;
import dev.hark.search.index.Stamp;
import dev.hark.search.index.Stamp.EventKind;
import dev.hark.search.index.Stamp.Register;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A recording's state as JSON: all that the events said, each word with when, by which event and
 * what kind of event it was said. What was not said is left out.
 */
final class StateJson {
  private StateJson() {}

  static ObjectNode write(RecordingState state) {
    ObjectNode node = object().put("created_at", state.createdAt().toString());
    if (state.deletedAt() != null) {
      return node.put("deleted_at", state.deletedAt().toString());
    }
    if (state.owner() != null) {
      node.put("end_user_id", state.owner().value());
    }
    DetailRegisters details = state.details();
    write(node, "title", details.title(), TextNode::new);
    write(node, "recorded_at", details.recordedAt(), StateJson::text);
    write(node, "duration", details.duration(), StateJson::text);
    write(node, "metadata", details.metadata(), TextNode::new);
    write(node, "external_id", details.externalId(), TextNode::new);
    write(node, "tags", details.tags(), StateJson::array);
    write(node, "audio_url", details.audioUrl(), TextNode::new);
    if (!details.speakers().isEmpty()) {
      ObjectNode speakers = node.putObject("speakers");
      new TreeMap<>(details.speakers())
          .forEach((label, name) -> write(speakers, label, name, TextNode::new));
    }
    node.set("transcriptions", write(state.transcriptions()));
    return node;
  }

  private static ObjectNode write(TranscriptionRegisters registers) {
    ObjectNode node = object();
    write(node, "named", registers.named(), id -> new TextNode(id.value()));
    write(node, "news", registers.news(), StateJson::write);
    write(node, "active", registers.active(), StateJson::write);
    ObjectNode heard = node.putObject("first_heard");
    registers.firstHeard().forEach((id, at) -> heard.put(id.value(), at.toString()));
    return node;
  }

  private static <T> void write(
      ObjectNode into, String name, @Nullable Register<T> register, Function<T, JsonNode> value) {
    if (register != null) {
      Stamp stamp = register.stamp();
      into.putObject(name)
          .put("at", stamp.at().toString())
          .put("kind", stamp.kind().name())
          .put("event", stamp.event().value())
          .set("value", value.apply(register.value()));
    }
  }

  private static JsonNode write(TranscriptionRegisters.State state) {
    return object()
        .put("status", state.status().name())
        .put("error_code", state.errorCode())
        .put("error_message", state.errorMessage());
  }

  private static JsonNode write(ActiveTranscript active) {
    Duration duration = active.duration();
    Duration end = active.end();
    ObjectNode node = object();
    if (!active.labels().isEmpty()) {
      node.set("labels", array(active.labels()));
    }
    return node.put("transcription_id", active.transcription().value())
        .put("generation", active.generation().id())
        .put("version", active.generation().version())
        .put("chunk_count", active.chunks())
        .put("language", active.language())
        .put("provider", active.provider())
        .put("duration", duration == null ? null : duration.toString())
        .put("end", end == null ? null : end.toString())
        .put("completed_at", active.completedAt().toString())
        .put("indexed_at", active.indexedAt().toString());
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  private static JsonNode array(List<String> values) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    values.forEach(array::add);
    return array;
  }

  private static List<String> texts(JsonNode array) {
    return array.valueStream().map(JsonNode::asText).toList();
  }

  private static JsonNode text(Object value) {
    return new TextNode(value.toString());
  }

  static RecordingState read(RecordingKey key, JsonNode node) {
    String deletedAt = node.path("deleted_at").textValue();
    if (deletedAt != null) {
      return RecordingState.tombstone(key, Instant.parse(deletedAt));
    }
    String owner = node.path("end_user_id").textValue();
    DetailRegisters details =
        new DetailRegisters(
            read(node, "title", JsonNode::asText),
            read(node, "recorded_at", value -> Instant.parse(value.asText())),
            read(node, "duration", value -> Duration.parse(value.asText())),
            read(node, "metadata", JsonNode::asText),
            read(node, "external_id", JsonNode::asText),
            read(node, "tags", StateJson::texts),
            read(node, "audio_url", JsonNode::asText),
            readSpeakers(node.path("speakers")));
    return new RecordingState(
        key,
        owner == null ? null : new EndUserId(owner),
        details,
        readTranscriptions(node.path("transcriptions")),
        createdAt(node),
        null);
  }

  static Instant createdAt(JsonNode node) {
    return instant(node, "created_at");
  }

  private static Map<String, Register<String>> readSpeakers(JsonNode node) {
    Map<String, Register<String>> speakers = new HashMap<>();
    node.properties()
        .forEach(
            entry -> speakers.put(entry.getKey(), register(entry.getValue(), JsonNode::asText)));
    return speakers;
  }

  private static TranscriptionRegisters readTranscriptions(JsonNode node) {
    Map<TranscriptionId, Instant> heard = new HashMap<>();
    node.path("first_heard")
        .properties()
        .forEach(
            entry ->
                heard.put(
                    new TranscriptionId(entry.getKey()), Instant.parse(entry.getValue().asText())));
    return new TranscriptionRegisters(
        read(node, "named", value -> new TranscriptionId(value.asText())),
        read(node, "news", StateJson::readNews),
        read(node, "active", StateJson::readActive),
        heard);
  }

  private static <T> @Nullable Register<T> read(
      JsonNode from, String name, Function<JsonNode, T> value) {
    JsonNode node = from.get(name);
    return node == null ? null : register(node, value);
  }

  private static <T> Register<T> register(JsonNode node, Function<JsonNode, T> value) {
    Stamp stamp =
        new Stamp(
            instant(node, "at"),
            EventKind.valueOf(node.path("kind").asText()),
            new EventId(node.path("event").asText()));
    return new Register<>(value.apply(node.path("value")), stamp);
  }

  private static TranscriptionRegisters.State readNews(JsonNode value) {
    return new TranscriptionRegisters.State(
        TranscriptionStatus.valueOf(value.path("status").asText()),
        value.path("error_code").textValue(),
        value.path("error_message").textValue());
  }

  private static ActiveTranscript readActive(JsonNode value) {
    return new ActiveTranscript(
        new TranscriptionId(value.path("transcription_id").asText()),
        new Generation(value.path("generation").asText(), value.path("version").asText()),
        value.path("chunk_count").asInt(),
        value.path("language").textValue(),
        value.path("provider").textValue(),
        duration(value, "duration"),
        duration(value, "end"),
        texts(value.path("labels")),
        instant(value, "completed_at"),
        instant(value, "indexed_at"));
  }

  private static Instant instant(JsonNode node, String field) {
    return Instant.parse(node.path(field).asText());
  }

  private static @Nullable Duration duration(JsonNode node, String field) {
    String text = node.path(field).textValue();
    return text == null ? null : Duration.parse(text);
  }
}
