package dev.hark.search.query;

import java.time.Instant;
import java.util.Optional;

/**
 * What there is of an end user.
 *
 * @param since when the earliest event about one of the recordings was made; empty without any
 */
public record Owned(long recordings, Optional<Instant> since) {
  /** There is nothing. */
  static final Owned NOTHING = new Owned(0, Optional.empty());
}
