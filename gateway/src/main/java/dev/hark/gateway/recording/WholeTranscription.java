package dev.hark.gateway.recording;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.hark.gateway.docs.Member;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A transcription for the API description. It is never held whole: {@link TranscriptionAnswer}
 * writes it piece by piece.
 */
@JsonNaming(SnakeCaseStrategy.class)
record WholeTranscription(
    @Member(value = "Of the transcription.", id = "txn_") String id,
    @Member("That it is of.") String recordingId,
    @Member(
            value = "Words are there when it is completed.",
            oneOf = {"pending", "processing", "completed", "failed"})
        String status,
    @Member("As the transcriber names it.") @Nullable String language,
    @Member("Who made it.") @Nullable String provider,
    @Member("How long the recording is.") @Nullable Long durationMs,
    @Member("The texts of all segments, with a space between two.") String text,
    @Member("In the order of their time.") List<SegmentAnswer> segments,
    @Member("When it was begun.") @Nullable String createdAt,
    @Member("When it was done.") @Nullable String completedAt) {

  /** What somebody said without a pause. */
  @JsonNaming(SnakeCaseStrategy.class)
  record SegmentAnswer(
      @Member("Where it begins in the recording.") long startMs,
      @Member("Where it ends.") long endMs,
      @Member("Who speaks.") @Nullable String speaker,
      @Member("What is said.") String text) {}
}
