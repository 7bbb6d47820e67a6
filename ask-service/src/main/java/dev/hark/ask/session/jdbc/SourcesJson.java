package dev.hark.ask.session.jdbc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.hark.ask.id.ChunkId;
import dev.hark.ask.id.RecordingId;
import dev.hark.ask.id.SourceRef;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sources as they are stored: {@code [{"chunk_id", "recording_id", "ordinal", "score"}]}. */
final class SourcesJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private SourcesJson() {}

  static String write(List<SourceRef> sources) {
    ArrayNode array = JSON.createArrayNode();
    for (SourceRef source : sources) {
      array
          .addObject()
          .put("chunk_id", source.chunk().value())
          .put("recording_id", source.recording().value())
          .put("ordinal", source.ordinal())
          .put("score", source.score());
    }
    return array.toString();
  }

  /** None for answers from before they were noted. */
  static List<SourceRef> read(@Nullable String json) {
    List<SourceRef> sources = new ArrayList<>();
    try {
      for (JsonNode node : JSON.readTree(json == null ? "[]" : json)) {
        sources.add(
            new SourceRef(
                new ChunkId(node.get("chunk_id").textValue()),
                new RecordingId(node.get("recording_id").textValue()),
                node.get("ordinal").intValue(),
                node.get("score").doubleValue()));
      }
      return sources;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("stored sources cannot be read", e);
    }
  }
}
