package dev.hark.ask.session;

import java.util.Optional;

/**
 * How much of a list is wanted, and from where on.
 *
 * @param after continues there; from the beginning when empty
 */
public record PageRequest(int limit, Optional<Cursor> after) {
  /** As the contract says. */
  public static final int MAX_LIMIT = 100;

  public PageRequest {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException("limit must be 1 to 100, not " + limit);
    }
  }
}
