package dev.hark.gateway.ask;

import dev.hark.gateway.docs.Member;
import dev.hark.gateway.rpc.StatusText;
import dev.hark.proto.ask.v1.Coverage;
import dev.hark.proto.ask.v1.MissingRecording;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How much of a session's scope could be searched.
 *
 * @param missing the latest recordings that could not
 * @param partial whether only the newest recordings were counted
 */
record CoverageAnswer(
    @Member("In scope.") long recordings,
    @Member("Whose words are searchable.") long indexed,
    @Member("Whose transcription has not completed.") long pending,
    @Member("Whose transcription failed.") long failed,
    @Member(value = "The latest that are not searchable.", most = 10) List<Missing> missing,
    @Member("Whether only the newest recordings were counted.") boolean partial) {

  static CoverageAnswer of(Coverage coverage) {
    return new CoverageAnswer(
        coverage.getRecordings(),
        coverage.getIndexed(),
        coverage.getPending(),
        coverage.getFailed(),
        coverage.getMissingList().stream().map(Missing::of).toList(),
        coverage.getPartial());
  }

  /** A recording whose words are not searchable. */
  record Missing(
      @Member("Which.") String recordingId,
      @Member("What it is called.") @Nullable String title,
      @Member(
              value = "Of its transcription.",
              oneOf = {"pending", "processing", "completed", "failed"})
          String status) {

    static Missing of(MissingRecording recording) {
      return new Missing(
          recording.getRecordingId(),
          recording.hasTitle() ? recording.getTitle() : null,
          StatusText.of(recording.getStatus()));
    }
  }
}
