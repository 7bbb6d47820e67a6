package dev.hark.ask.retrieval;

/** How far a recording's transcription is. */
public enum TranscriptionStatus {
  /** There is none yet. */
  PENDING,
  PROCESSING,
  COMPLETED,
  FAILED
}
