package dev.hark.search.index;

/** What came of an event. */
public sealed interface WriteOutcome {
  /** The index now says what the event says. */
  record Applied() implements WriteOutcome {}

  /** The index already said it, or something newer. */
  record Stale() implements WriteOutcome {}

  /** The recording or its end user was deleted: nothing was taken. */
  record Deleted() implements WriteOutcome {}

  /** The recording belongs to another end user: the event can never be taken. */
  record ForeignOwner(RecordingId recording, EndUserId named) implements WriteOutcome {}
}
