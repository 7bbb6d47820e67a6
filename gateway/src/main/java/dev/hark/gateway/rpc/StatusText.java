package dev.hark.gateway.rpc;

import dev.hark.proto.search.v1.TranscriptionStatus;

/** The state of a transcription, in the words of the API. */
public final class StatusText {
  private StatusText() {}

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
