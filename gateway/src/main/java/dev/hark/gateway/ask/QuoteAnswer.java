package dev.hark.gateway.ask;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.hark.gateway.docs.Member;
import dev.hark.gateway.rpc.Absent;
import dev.hark.proto.ask.v1.Quote;
import org.jspecify.annotations.Nullable;

/** The segment that a citation points at. */
@JsonPropertyOrder({"recording_id", "start_ms", "end_ms", "speaker", "text"})
record QuoteAnswer(
    @Member("That is cited.") @JsonProperty("recording_id") String recordingId,
    @Member("Where it begins.") @JsonProperty("start_ms") long startMs,
    @Member("Where it ends.") @JsonProperty("end_ms") long endMs,
    @Member("Who speaks.") @Nullable String speaker,
    @Member("What is said.") String text) {

  static QuoteAnswer of(Quote quote) {
    return new QuoteAnswer(
        quote.getRecordingId(),
        quote.getStartMs(),
        quote.getEndMs(),
        Absent.textOrNull(quote.getSpeaker()),
        quote.getText());
  }
}
