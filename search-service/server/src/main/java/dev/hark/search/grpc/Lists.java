package dev.hark.search.grpc;

import dev.hark.proto.search.v1.ListRecordingsRequest;
import dev.hark.search.index.Ids.EndUserId;
import dev.hark.search.index.TranscriptionRegisters.TranscriptionStatus;
import dev.hark.search.query.ListFilter;
import dev.hark.search.query.RecordedRange;
import org.jspecify.annotations.Nullable;

/** Reads which recordings are to be listed. */
final class Lists {
  private Lists() {}

  static ListFilter filter(ListRecordingsRequest request) {
    EndUserId endUser =
        request.getEndUserId().isEmpty()
            ? null
            : Callers.tenant(request.getCaller(), request.getEndUserId()).endUser();
    return new ListFilter(endUser, status(request), recorded(request));
  }

  private static RecordedRange recorded(ListRecordingsRequest request) {
    return new RecordedRange(
        request.hasRecordedAfter()
            ? Field.time("recorded_after", request.getRecordedAfter())
            : null,
        request.hasRecordedBefore()
            ? Field.time("recorded_before", request.getRecordedBefore())
            : null);
  }

  private static @Nullable TranscriptionStatus status(ListRecordingsRequest request) {
    return switch (request.getStatus()) {
      case TRANSCRIPTION_STATUS_PENDING -> TranscriptionStatus.PENDING;
      case TRANSCRIPTION_STATUS_PROCESSING -> TranscriptionStatus.PROCESSING;
      case TRANSCRIPTION_STATUS_COMPLETED -> TranscriptionStatus.COMPLETED;
      case TRANSCRIPTION_STATUS_FAILED -> TranscriptionStatus.FAILED;
      case TRANSCRIPTION_STATUS_UNSPECIFIED, UNRECOGNIZED -> null;
    };
  }
}
