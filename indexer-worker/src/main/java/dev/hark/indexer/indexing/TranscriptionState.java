package dev.hark.indexer.indexing;

import dev.hark.runtime.id.Ids.TranscriptionId;
import org.jspecify.annotations.Nullable;

/** The state of a transcription that has no words (yet). */
public sealed interface TranscriptionState {
  /** It is running. */
  record Processing(TranscriptionId transcription) implements TranscriptionState {}

  /**
   * It has failed.
   *
   * @param transcription null when an unacceptable event did not name it
   */
  record Failed(@Nullable TranscriptionId transcription, String code, String message)
      implements TranscriptionState {}
}
