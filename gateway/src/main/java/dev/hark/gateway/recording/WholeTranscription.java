package dev.hark.gateway.recording;

import dev.hark.gateway.docs.Member;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A transcription for the API description. It is never held whole: {@link TranscriptionAnswer}
 * writes it piece by piece.
 */
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
    @Member("The texts of all segments, with a space between two; null until completed.")
        @Nullable String text,
    @Member("The same as `text`.") @Nullable String fullText,
    @Member("Words of the text, by the white space between them; null until completed.")
        @Nullable Long wordCount,
    @Member("In the order of their time; null until completed.")
        @Nullable List<SegmentAnswer> segments,
    @Member("Why it failed; null unless it did.") @Nullable FailureAnswer error,
    @Member("When it became known here.") @Nullable String createdAt,
    @Member("When it was begun, where that was said.") @Nullable String startedAt,
    @Member("When it was done.") @Nullable String completedAt,
    @Member("When something of it changed last.") @Nullable String updatedAt) {

  /** What somebody said without a pause. */
  record SegmentAnswer(
      @Member("Where it begins in the recording.") long startMs,
      @Member("Where it ends.") long endMs,
      @Member("Where it begins, in seconds.") BigDecimal start,
      @Member("Where it ends, in seconds.") BigDecimal end,
      @Member("Who speaks.") @Nullable String speaker,
      @Member("What is said.") String text) {}

  /** Why there are no words. */
  record FailureAnswer(
      @Member("What happened, as the transcriber names it.") @Nullable String code,
      @Member("The same in words.") @Nullable String message) {}
}
