package dev.hark.search.index;

/** How far the newest transcription of a recording is. */
public enum TranscriptionStatus {
  /** No event named a transcription yet. */
  PENDING,
  PROCESSING,
  COMPLETED,
  /** The transcription system failed, or its result could not be indexed. */
  FAILED
}
