package dev.hark.indexer.kafka;

import dev.hark.indexer.indexing.RetryCause;

/** What is to become of a record. */
sealed interface Disposition {
  /** Its effect is durable: the offset may be committed. */
  record Done() implements Disposition {}

  /** The partition waits and comes back to it. */
  record Wait(RetryCause cause, String message) implements Disposition {}
}
