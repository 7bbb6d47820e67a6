package dev.hark.gateway.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hark.gateway.docs.Member;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A chunk that a search found, or that an answer was made from.
 *
 * @param score a decimal, so that it is written without an exponent however small
 * @param matchCount null, and left out, unless it stands for its recording
 */
public record Source(
    @Member("Of the passage.") String chunkId,
    @Member("That it is of.") String recordingId,
    @Member("That it is of.") String transcriptionId,
    @Member(value = "What was said.", most = 32_768) String chunkText,
    @Member(value = "Null when several speak.", most = 128) @Nullable String speaker,
    @Member("Where it begins in the recording.") long startMs,
    @Member("Where it ends.") long endMs,
    @Member("When the recording was made.") @Nullable String recordedAt,
    @Member(value = "How well it fits, among those of this answer.", least = 0) BigDecimal score,
    @Member("Of a search with `group`: passages of the recording that fit.")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable Integer matchCount) {

  /** The same chunk with these words. */
  Source saying(String text, @Nullable String by) {
    return new Source(
        chunkId,
        recordingId,
        transcriptionId,
        text,
        by,
        startMs,
        endMs,
        recordedAt,
        score,
        matchCount);
  }

  /** JSON knows no NaN and no infinity, and the API no score below 0. */
  public static BigDecimal score(double score) {
    return BigDecimal.valueOf(Double.isFinite(score) ? Math.max(0, score) : 0);
  }
}
