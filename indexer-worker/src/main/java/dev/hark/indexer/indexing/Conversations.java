package dev.hark.indexer.indexing;

import dev.hark.indexer.event.RecordingEvent.EndUserDeleted;
import dev.hark.indexer.event.RecordingEvent.RecordingDeleted;

/**
 * The conversations that quote recordings. Every call can be repeated; the effect is durable when
 * it returns. Safe for use by many threads.
 */
public interface Conversations {
  /** Takes out what there is of a recording. */
  Result forget(RecordingDeleted deletion);

  /** Takes out all of an end user. */
  Result forget(EndUserDeleted deletion);
}
