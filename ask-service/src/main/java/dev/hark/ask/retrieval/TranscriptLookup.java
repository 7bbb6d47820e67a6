package dev.hark.ask.retrieval;

/** What came of reading a transcript. */
public sealed interface TranscriptLookup {
  record Found(Transcript transcript) implements TranscriptLookup {}

  /** The recording is there, its words are not. */
  record NotReady(TranscriptionStatus status) implements TranscriptLookup {}

  /** There is no such recording that the caller may see. */
  record Unknown() implements TranscriptLookup {}
}
