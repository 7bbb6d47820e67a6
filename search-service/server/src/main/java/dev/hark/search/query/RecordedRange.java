package dev.hark.search.query;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a recording was made.
 *
 * @param after inclusive; null for no bound
 * @param before exclusive; null for no bound
 */
public record RecordedRange(@Nullable Instant after, @Nullable Instant before) {
  /** Every time, and none at all. */
  public static final RecordedRange ANY = new RecordedRange(null, null);

  /** Whether nothing is asked of the time. */
  public boolean unbounded() {
    return after == null && before == null;
  }

  /** Whether a recording of this time is in; one without a time is in the unbounded range only. */
  public boolean contains(@Nullable Instant recordedAt) {
    if (recordedAt == null) {
      return unbounded();
    }
    return (after == null || !recordedAt.isBefore(after))
        && (before == null || recordedAt.isBefore(before));
  }
}
