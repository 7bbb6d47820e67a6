package dev.hark.gateway.mcp;

import dev.hark.gateway.rpc.Absent;
import dev.hark.gateway.rpc.StatusText;
import dev.hark.proto.search.v1.Recording;
import org.jspecify.annotations.Nullable;

/** What an assistant is told of a recording. */
record RecordingView(
    String recordingId,
    @Nullable String title,
    @Nullable String recordedAt,
    @Nullable Long durationMs,
    String status,
    String endUserId,
    @Nullable String transcriptionId,
    @Nullable String indexedAt) {

  static RecordingView of(Recording recording) {
    return new RecordingView(
        recording.getRecordingId(),
        title(recording),
        recordedAt(recording),
        recording.hasDurationMs() ? recording.getDurationMs() : null,
        StatusText.of(recording.getStatus()),
        recording.getEndUserId(),
        Absent.textOrNull(recording.getTranscriptionId()),
        Absent.timeOrNull(recording.hasIndexedAt(), recording.getIndexedAt()));
  }

  static @Nullable String title(Recording recording) {
    return recording.hasTitle() ? recording.getTitle() : null;
  }

  static @Nullable String recordedAt(Recording recording) {
    return Absent.timeOrNull(recording.hasRecordedAt(), recording.getRecordedAt());
  }
}
