package dev.hark.search.index.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.hark.search.index.ActiveTranscript;
import dev.hark.search.index.Generation;
import dev.hark.search.index.TranscriptionId;
import dev.hark.search.index.TranscriptionRegisters;
import dev.hark.search.index.TranscriptionStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** The transcription aspect of a recording as JSON. */
final class TranscriptionJson {
  private TranscriptionJson() {}

  static ObjectNode write(TranscriptionRegisters registers) {
    ObjectNode node = Json.object();
    Registers.write(node, "named", registers.named(), id -> new TextNode(id.value()));
    Registers.write(node, "news", registers.news(), TranscriptionJson::write);
    Registers.write(node, "active", registers.active(), TranscriptionJson::write);
    ObjectNode heard = node.putObject("first_heard");
    registers.firstHeard().forEach((id, at) -> heard.put(id.value(), at.toString()));
    return node;
  }

  private static JsonNode write(TranscriptionRegisters.State state) {
    return Json.object()
        .put("status", state.status().name())
        .put("error_code", state.errorCode())
        .put("error_message", state.errorMessage());
  }

  private static JsonNode write(ActiveTranscript active) {
    Duration duration = active.duration();
    return Json.object()
        .put("transcription_id", active.transcription().value())
        .put("generation", active.generation().id())
        .put("version", active.generation().version())
        .put("chunk_count", active.chunks())
        .put("language", active.language())
        .put("provider", active.provider())
        .put("duration", duration == null ? null : duration.toString())
        .put("completed_at", active.completedAt().toString())
        .put("indexed_at", active.indexedAt().toString());
  }

  static TranscriptionRegisters read(JsonNode node) {
    Map<TranscriptionId, Instant> heard = new HashMap<>();
    node.path("first_heard")
        .properties()
        .forEach(
            entry ->
                heard.put(
                    new TranscriptionId(entry.getKey()), Instant.parse(entry.getValue().asText())));
    return new TranscriptionRegisters(
        Registers.read(node, "named", value -> new TranscriptionId(value.asText())),
        Registers.read(node, "news", TranscriptionJson::readState),
        Registers.read(node, "active", TranscriptionJson::readActive),
        heard);
  }

  private static TranscriptionRegisters.State readState(JsonNode value) {
    return new TranscriptionRegisters.State(
        TranscriptionStatus.valueOf(value.path("status").asText()),
        Json.text(value, "error_code"),
        Json.text(value, "error_message"));
  }

  private static ActiveTranscript readActive(JsonNode value) {
    String duration = Json.text(value, "duration");
    return new ActiveTranscript(
        new TranscriptionId(value.path("transcription_id").asText()),
        new Generation(value.path("generation").asText(), value.path("version").asText()),
        value.path("chunk_count").asInt(),
        Json.text(value, "language"),
        Json.text(value, "provider"),
        duration == null ? null : Duration.parse(duration),
        Instant.parse(value.path("completed_at").asText()),
        Instant.parse(value.path("indexed_at").asText()));
  }
}
