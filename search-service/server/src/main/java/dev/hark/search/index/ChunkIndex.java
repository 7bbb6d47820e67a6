package dev.hark.search.index;

import java.util.List;

/**
 * The chunks of all transcripts. A chunk never changes: a new transcript has new ones.
 *
 * <p>Safe for many threads. Failures are {@link IndexUnavailableException} (what may pass, after
 * retries of what is worth it) and {@link UnacceptableException} (what the store rejects for good).
 */
public interface ChunkIndex {
  /** Writes chunks; those that are there already are written again. Not visible at once. */
  void write(TranscriptIdentity identity, List<ChunkInContext> chunks);

  /** Makes all that was written visible, and tells how many chunks this transcript has. */
  long countVisible(TranscriptIdentity identity);

  /** Removes chunks for good; when this returns none of them is left. How many there were. */
  long remove(Leftovers leftovers);
}
