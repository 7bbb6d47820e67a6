package dev.hark.gateway.recording;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.hark.gateway.docs.Member;
import dev.hark.gateway.rpc.Absent;
import dev.hark.gateway.rpc.StatusText;
import dev.hark.proto.search.v1.Recording;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A recording as the API shows it.
 *
 * @param transcriptionId of the latest transcription, which {@code status} speaks of
 * @param metadata the client's own JSON, byte for byte; null when no event brought any
 * @param speakers those that have a name, sorted by label
 */
record RecordingAnswer(
    @Member(value = "Of the recording.", id = "rec_") String id,
    @Member("Whose it is.") String endUserId,
    @Member("Your own id of it.") @Nullable String externalId,
    @Member("As the last event said it.") @Nullable String title,
    @Member("The same as `title`.") @Nullable String name,
    @Member(
            value = "Of its latest transcription.",
            oneOf = {"pending", "processing", "completed", "failed"})
        String status,
    @Member("How long it is; the end of its last segment where no event said it.")
        @Nullable Long durationMs,
    @Member("The same in seconds.") @Nullable BigDecimal durationSeconds,
    @Member("When it was made.") @Nullable String recordedAt,
    @Member("The latest one, which `status` speaks of.") @Nullable String transcriptionId,
    @Member("Your own, as it came.") @JsonRawValue @Nullable String metadata,
    @Member("Your own.") List<String> tags,
    @Member("Names of the speakers, each under its label.") Map<String, String> speakers,
    @Member("Where the audio is.") @Nullable String audioUrl,
    @Member("When it became known here.") @Nullable String createdAt,
    @Member("When something of it changed last.") @Nullable String updatedAt,
    @Member("When its words became searchable.") @Nullable String indexedAt) {

  static RecordingAnswer of(Recording recording) {
    @Nullable String title = recording.hasTitle() ? recording.getTitle() : null;
    @Nullable Long duration = recording.hasDurationMs() ? recording.getDurationMs() : null;
    return new RecordingAnswer(
        recording.getRecordingId(),
        recording.getEndUserId(),
        Absent.textOrNull(recording.getExternalId()),
        title,
        title,
        StatusText.of(recording.getStatus()),
        duration,
        duration == null ? null : Seconds.of(duration),
        Absent.timeOrNull(recording.hasRecordedAt(), recording.getRecordedAt()),
        Absent.textOrNull(recording.getTranscriptionId()),
        Absent.textOrNull(recording.getMetadataJson()),
        recording.getTagsList(),
        new TreeMap<>(recording.getSpeakersMap()),
        Absent.textOrNull(recording.getAudioUrl()),
        Absent.timeOrNull(recording.hasCreatedAt(), recording.getCreatedAt()),
        Absent.timeOrNull(recording.hasUpdatedAt(), recording.getUpdatedAt()),
        Absent.timeOrNull(recording.hasIndexedAt(), recording.getIndexedAt()));
  }
}
