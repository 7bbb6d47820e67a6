package dev.hark.gateway.ask;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.hark.gateway.docs.Member;
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
  record Text(@Member(value = "Words.", oneOf = "text") String type, @Member("They.") String text)
      implements PartAnswer {}

  /** The start of a segment. */
  @JsonPropertyOrder({"type", "recording_id", "start_ms"})
  record Citation(
      @Member(value = "A moment in a recording.", oneOf = "citation") String type,
      @Member("In which.") @JsonProperty("recording_id") String recordingId,
      @Member("Where what is cited begins.") @JsonProperty("start_ms") long startMs)
      implements PartAnswer {}
}
