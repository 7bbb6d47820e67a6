package dev.hark.gateway.recording;

import dev.hark.proto.search.v1.TranscriptionStatus;

/** The state of a transcription, in the words of the API. */
final class Status {
  private Status() {}

  static String text(TranscriptionStatus status) {
    return switch (status) {
      case TRANSCRIPTION_STATUS_PROCESSING -> "processing";
      case TRANSCRIPTION_STATUS_COMPLETED -> "completed";
      case TRANSCRIPTION_STATUS_FAILED -> "failed";
      case TRANSCRIPTION_STATUS_PENDING, TRANSCRIPTION_STATUS_UNSPECIFIED, UNRECOGNIZED ->
          "pending";
    };
  }
}
