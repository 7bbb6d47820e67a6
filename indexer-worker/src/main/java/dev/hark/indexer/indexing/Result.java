package dev.hark.indexer.indexing;

import dev.hark.indexer.event.UnacceptableEventException.Problem;
import java.util.Locale;

/** What came of an event. */
public sealed interface Result {
  /** The index says what the event says, durably and visibly. */
  record Indexed() implements Result {}

  /** The index knows better: it said so before, or says something newer. */
  record Stale() implements Result {}

  /** The recording or its end user was deleted: nothing was taken. */
  record Deleted() implements Result {}

  /** The event can never work. */
  record Rejected(Problem problem) implements Result {}

  /**
   * The event may work later, and is to be tried again from its start.
   *
   * @param message for operators; never text of the event
   */
  record RetryLater(RetryCause cause, String message) implements Result {}

  /** What has to get well before an event can work. */
  enum RetryCause {
    SEARCH_SERVICE,
    ASK_SERVICE,
    EMBEDDING,
    TRANSCRIPT_SOURCE,
    DEAD_LETTERS,
    FETCH_TOPIC,
    BULK_TOPIC,
    OUTCOMES_TOPIC,
    /** A fault of this program, or the worker is being stopped. */
    INTERNAL;

    /** For metrics. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
