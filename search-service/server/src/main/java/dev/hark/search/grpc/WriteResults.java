package dev.hark.search.grpc;

import dev.hark.proto.search.v1.WriteResult;
import dev.hark.search.index.Change.WriteOutcome;
import io.grpc.Status;

/** What came of a write, as it is answered. */
final class WriteResults {
  private WriteResults() {}

  static WriteResult of(WriteOutcome outcome) {
    return switch (outcome) {
      case WriteOutcome.Applied applied -> WriteResult.WRITE_RESULT_APPLIED;
      case WriteOutcome.Stale stale -> WriteResult.WRITE_RESULT_STALE;
      case WriteOutcome.Deleted deleted -> WriteResult.WRITE_RESULT_DELETED;
      case WriteOutcome.ForeignOwner foreign ->
          throw Status.FAILED_PRECONDITION
              .withDescription(
                  "end_user_id: %s is another end user's recording, not %s's"
                      .formatted(foreign.recording(), foreign.named()))
              .asRuntimeException();
      case WriteOutcome.ForeignTranscription foreign ->
          throw Status.FAILED_PRECONDITION
              .withDescription(
                  "transcription_id: %s is another recording's, not %s's"
                      .formatted(foreign.named(), foreign.recording()))
              .asRuntimeException();
    };
  }
}
