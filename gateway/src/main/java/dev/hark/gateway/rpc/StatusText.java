package dev.hark.gateway.rpc;

import dev.hark.proto.search.v1.TranscriptionStatus;
import java.util.Arrays;
import java.util.Optional;

/** The state of a transcription, in the words of the API. */
public final class StatusText {
  private StatusText() {}

  /** Empty for any other word. */
  public static Optional<TranscriptionStatus> parse(String text) {
    return Arrays.stream(TranscriptionStatus.values())
        .filter(status -> status != TranscriptionStatus.TRANSCRIPTION_STATUS_UNSPECIFIED)
        .filter(status -> status != TranscriptionStatus.UNRECOGNIZED)
        .filter(status -> of(status).equals(text))
        .findFirst();
  }

  public static String of(TranscriptionStatus status) {
    return switch (status) {
      case TRANSCRIPTION_STATUS_PROCESSING -> "processing";
      case TRANSCRIPTION_STATUS_COMPLETED -> "completed";
      case TRANSCRIPTION_STATUS_FAILED -> "failed";
      case TRANSCRIPTION_STATUS_PENDING, TRANSCRIPTION_STATUS_UNSPECIFIED, UNRECOGNIZED ->
          "pending";
    };
  }
}
