package dev.hark.search.index;

import dev.hark.search.index.IndexFailure.IndexUnavailableException;
import dev.hark.search.index.Project.RecordingKey;
import dev.hark.search.index.Project.Tenant;
import java.time.Instant;

/**
 * Who may be writing chunks, over all instances of this service. What {@link #put} wrote, the
 * others see from its return on. Safe for many threads; failures are {@link
 * IndexUnavailableException}.
 */
public interface WriterLeases {
  /**
   * A writer that may write until then.
   *
   * @param id another one for each writer
   */
  record Entry(String id, Tenant tenant, RecordingKey recording, Instant until) {}

  /** Notes a writer, or its new time. */
  void put(Entry entry);

  void remove(Entry entry);

  /** Whether somebody may be writing chunks of this recording. */
  boolean anyOf(RecordingKey recording, Instant now);

  /** Whether somebody may be writing chunks of this end user. */
  boolean anyOf(Tenant tenant, Instant now);
}
