package dev.hark.gateway.ask;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.hark.proto.ask.v1.Part;

/** A piece of a message: words, or the moment that the words before it rest on. */
sealed interface PartAnswer {
  static PartAnswer of(Part part) {
    return part.hasCitation()
        ? new Citation(
            "citation", part.getCitation().getRecordingId(), part.getCitation().getStartMs())
        : new Text("text", part.getText());
  }

  /** Words. */
  @JsonPropertyOrder({"type", "text"})
  record Text(String type, String text) implements PartAnswer {}

  /** The start of a segment. */
  @JsonPropertyOrder({"type", "recording_id", "start_ms"})
  record Citation(
      String type,
      @JsonProperty("recording_id") String recordingId,
      @JsonProperty("start_ms") long startMs)
      implements PartAnswer {}
}
