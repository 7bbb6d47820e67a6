package dev.hark.gateway.search;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.hark.gateway.rpc.Absent;
import dev.hark.proto.search.v1.FoundChunk;
import dev.hark.proto.search.v1.SearchResponse;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a search answers, best first. */
record SearchAnswer(@JsonProperty("results") List<Source> results) {

  static SearchAnswer of(SearchResponse response) {
    return new SearchAnswer(response.getChunksList().stream().map(Source::of).toList());
  }

  /**
   * A chunk that was found.
   *
   * @param score a decimal, so that it is written without an exponent however small
   */
  @JsonNaming(SnakeCaseStrategy.class)
  @JsonPropertyOrder({
    "chunk_id",
    "recording_id",
    "transcription_id",
    "chunk_text",
    "speaker",
    "start_ms",
    "end_ms",
    "recorded_at",
    "score"
  })
  record Source(
      String chunkId,
      String recordingId,
      String transcriptionId,
      String chunkText,
      @Nullable String speaker,
      long startMs,
      long endMs,
      @Nullable String recordedAt,
      BigDecimal score) {

    static Source of(FoundChunk chunk) {
      return new Source(
          chunk.getChunkId(),
          chunk.getRecordingId(),
          chunk.getTranscriptionId(),
          chunk.getText(),
          Absent.textOrNull(chunk.getSpeaker()),
          chunk.getStartMs(),
          chunk.getEndMs(),
          Absent.timeOrNull(chunk.hasRecordedAt(), chunk.getRecordedAt()),
          BigDecimal.valueOf(chunk.getScore()));
    }
  }
}
