package dev.hark.search.index;

import dev.hark.search.index.IndexFailure.IndexUnavailableException;
import dev.hark.search.index.Project.RecordingKey;
import dev.hark.search.index.Project.Tenant;
import java.time.Instant;
import java.util.Set;

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
  default boolean anyOf(Tenant tenant, Instant now) {
    return !among(Set.of(tenant), now).isEmpty();
  }

  /** Those of these end users whose chunks somebody may be writing. */
  Set<Tenant> among(Set<Tenant> tenants, Instant now);
}
