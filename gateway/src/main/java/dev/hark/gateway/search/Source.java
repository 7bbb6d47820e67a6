package dev.hark.gateway.search;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A chunk that a search found, or that an answer was made from.
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
public record Source(
    String chunkId,
    String recordingId,
    String transcriptionId,
    String chunkText,
    @Nullable String speaker,
    long startMs,
    long endMs,
    @Nullable String recordedAt,
    BigDecimal score) {

  /** JSON knows no NaN and no infinity, and the API no score below 0. */
  public static BigDecimal score(double score) {
    return BigDecimal.valueOf(Double.isFinite(score) ? Math.max(0, score) : 0);
  }
}
