package dev.hark.search.index;

import org.jspecify.annotations.Nullable;

/**
 * What an event says of a transcription that is not there (yet).
 *
 * @param transcription null when an unacceptable event did not name one
 * @param errorCode why it failed, for operators; null unless it did
 */
public record TranscriptionNews(
    @Nullable TranscriptionId transcription,
    TranscriptionStatus status,
    @Nullable String errorCode,
    @Nullable String errorMessage) {
  private static final int MAX_ERROR = 2_000;

  public TranscriptionNews {
    if (status != TranscriptionStatus.PROCESSING && status != TranscriptionStatus.FAILED) {
      throw new IllegalArgumentException(
          "a transcription without words is processing or failed, not " + status);
    }
    errorCode = cut(errorCode);
    errorMessage = cut(errorMessage);
  }

  private static @Nullable String cut(@Nullable String text) {
    return text == null || text.length() <= MAX_ERROR ? text : text.substring(0, MAX_ERROR);
  }
}
