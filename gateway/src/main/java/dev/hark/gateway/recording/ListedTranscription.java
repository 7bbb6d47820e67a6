package dev.hark.gateway.recording;

import dev.hark.gateway.docs.Member;
import dev.hark.gateway.recording.WholeTranscription.FailureAnswer;
import dev.hark.gateway.rpc.Absent;
import dev.hark.gateway.rpc.StatusText;
import dev.hark.proto.search.v1.Transcription;
import dev.hark.proto.search.v1.TranscriptionStatus;
import org.jspecify.annotations.Nullable;

/** A transcription in a list: all but its words. */
record ListedTranscription(
    @Member(value = "Of the transcription.", id = "txn_") String id,
    @Member("That it is of.") String recordingId,
    @Member(
            value = "Words are there when it is completed.",
            oneOf = {"pending", "processing", "completed", "failed"})
        String status,
    @Member("As the transcriber names it.") @Nullable String language,
    @Member("Who made it.") @Nullable String provider,
    @Member("How long the recording is.") @Nullable Long durationMs,
    @Member("Why it failed; null unless it did.") @Nullable FailureAnswer error,
    @Member("When it became known here.") @Nullable String createdAt,
    @Member("When it was begun, where that was said.") @Nullable String startedAt,
    @Member("When it was done.") @Nullable String completedAt,
    @Member("When something of it changed last.") @Nullable String updatedAt) {

  static ListedTranscription of(Transcription one) {
    return new ListedTranscription(
        one.getTranscriptionId(),
        one.getRecordingId(),
        StatusText.of(one.getStatus()),
        one.hasLanguage() ? one.getLanguage() : null,
        one.hasProvider() ? one.getProvider() : null,
        one.hasDurationMs() ? one.getDurationMs() : null,
        error(one),
        Absent.timeOrNull(one.hasCreatedAt(), one.getCreatedAt()),
        Absent.timeOrNull(isStarted(one), one.getCreatedAt()),
        Absent.timeOrNull(one.hasCompletedAt(), one.getCompletedAt()),
        Absent.timeOrNull(one.hasUpdatedAt(), one.getUpdatedAt()));
  }

  /** Whether the event that ended it was not the first one about it. */
  static boolean isStarted(Transcription one) {
    boolean isRunning = one.getStatus() == TranscriptionStatus.TRANSCRIPTION_STATUS_PROCESSING;
    return one.hasCreatedAt() && (isRunning || !one.getCreatedAt().equals(one.getUpdatedAt()));
  }

  static @Nullable FailureAnswer error(Transcription one) {
    return one.getStatus() == TranscriptionStatus.TRANSCRIPTION_STATUS_FAILED
        ? new FailureAnswer(
            Absent.textOrNull(one.getErrorCode()), Absent.textOrNull(one.getErrorMessage()))
        : null;
  }
}
