package dev.hark.search.query;

import java.time.Instant;
import java.util.Optional;

/**
 * What there is of an end user.
 *
 * @param since when the earliest event about one of the recordings was made; empty without any
 * @param firstBeingWritten whether there is no recording, but words of a first one are being
 *     written
 */
public record Owned(long recordings, Optional<Instant> since, boolean firstBeingWritten) {
  /** There is nothing. */
  static final Owned NOTHING = new Owned(0, Optional.empty(), false);

  /** What the recordings tell. */
  public Owned(long recordings, Optional<Instant> since) {
    this(recordings, since, false);
  }
}
