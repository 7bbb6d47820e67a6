package dev.hark.gateway.recording;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.hark.gateway.docs.Member;
import dev.hark.gateway.rpc.Absent;
import dev.hark.gateway.rpc.StatusText;
import dev.hark.proto.search.v1.Recording;
import org.jspecify.annotations.Nullable;

/**
 * A recording as the API shows it.
 *
 * @param transcriptionId of the latest transcription, which {@code status} speaks of
 * @param metadata the client's own JSON, byte for byte; null when no event brought any
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonPropertyOrder({
  "id",
  "end_user_id",
  "title",
  "status",
  "duration_ms",
  "recorded_at",
  "transcription_id",
  "metadata",
  "created_at",
  "indexed_at"
})
record RecordingAnswer(
    @Member(value = "Of the recording.", id = "rec_") String id,
    @Member("Whose it is.") String endUserId,
    @Member("As the last event said it.") @Nullable String title,
    @Member(
            value = "Of its latest transcription.",
            oneOf = {"pending", "processing", "completed", "failed"})
        String status,
    @Member("How long it is.") @Nullable Long durationMs,
    @Member("When it was made.") @Nullable String recordedAt,
    @Member("The latest one, which `status` speaks of.") @Nullable String transcriptionId,
    @Member("Your own, as it came.") @JsonRawValue @Nullable String metadata,
    @Member("When it became known here.") @Nullable String createdAt,
    @Member("When its words became searchable.") @Nullable String indexedAt) {

  static RecordingAnswer of(Recording recording) {
    return new RecordingAnswer(
        recording.getRecordingId(),
        recording.getEndUserId(),
        recording.hasTitle() ? recording.getTitle() : null,
        StatusText.of(recording.getStatus()),
        recording.hasDurationMs() ? recording.getDurationMs() : null,
        Absent.timeOrNull(recording.hasRecordedAt(), recording.getRecordedAt()),
        Absent.textOrNull(recording.getTranscriptionId()),
        Absent.textOrNull(recording.getMetadataJson()),
        Absent.timeOrNull(recording.hasCreatedAt(), recording.getCreatedAt()),
        Absent.timeOrNull(recording.hasIndexedAt(), recording.getIndexedAt()));
  }
}
