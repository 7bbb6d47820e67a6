package dev.hark.search.grpc;

import dev.hark.proto.search.v1.ListRecordingsRequest;
import dev.hark.proto.search.v1.ListTranscriptionsRequest;
import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.id.Ids.RecordingId;
import dev.hark.search.index.AllWords;
import dev.hark.search.index.RecordingState.TranscriptionStatus;
import dev.hark.search.query.ListFilter;
import dev.hark.search.query.RecordedRange;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which recordings or transcriptions a list is of. */
final class ListFilters {
  private ListFilters() {}

  static ListFilter of(ListRecordingsRequest request) {
    EndUserId endUser =
        request.getEndUserId().isEmpty()
            ? null
            : FromProto.tenant(request.getCaller(), request.getEndUserId()).endUser();
    return new ListFilter(
        endUser,
        status(request.getStatus()),
        FromProto.recorded(
            request.hasRecordedAfter() ? request.getRecordedAfter() : null,
            request.hasRecordedBefore() ? request.getRecordedBefore() : null),
        FromProto.emptyToNull(request.getExternalId()),
        FromProto.emptyToNull(request.getTag()),
        Set.copyOf(SentIds.recordings(request.getRecordingIdsList())),
        request.getTitleWords().isEmpty()
            ? null
            : FromProto.check("title_words", () -> AllWords.of(request.getTitleWords())),
        ListFilter.Order.RECORDED);
  }

  static ListFilter of(ListTranscriptionsRequest request) {
    return new ListFilter(
        null,
        status(request.getStatus()),
        RecordedRange.ANY,
        null,
        null,
        request.getRecordingId().isEmpty()
            ? Set.of()
            : Set.of(FromProto.parse("recording_id", request.getRecordingId(), RecordingId::new)),
        null,
        ListFilter.Order.TRANSCRIBED);
  }

  private static @Nullable TranscriptionStatus status(
      dev.hark.proto.search.v1.TranscriptionStatus status) {
    return switch (status) {
      case TRANSCRIPTION_STATUS_PENDING -> TranscriptionStatus.PENDING;
      case TRANSCRIPTION_STATUS_PROCESSING -> TranscriptionStatus.PROCESSING;
      case TRANSCRIPTION_STATUS_COMPLETED -> TranscriptionStatus.COMPLETED;
      case TRANSCRIPTION_STATUS_FAILED -> TranscriptionStatus.FAILED;
      case TRANSCRIPTION_STATUS_UNSPECIFIED, UNRECOGNIZED -> null;
    };
  }
}
