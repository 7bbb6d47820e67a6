package dev.hark.indexer.event;

/** What came of decoding. */
public sealed interface Decoded {
  /** An event as the contract wants it. */
  record Accepted(RecordingEvent event) implements Decoded {}

  /**
   * An event that can never work.
   *
   * @param subject as much of what the event is about as could be read in spite of the problem
   */
  record Unacceptable(Problem problem, Subject subject) implements Decoded {}
}
