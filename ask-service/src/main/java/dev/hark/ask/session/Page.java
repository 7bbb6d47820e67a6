package dev.hark.ask.session;

import java.util.List;
import java.util.Optional;

/**
 * A part of a list.
 *
 * @param next continues after the last item; empty exactly when there is no more
 */
public record Page<T>(List<T> items, Optional<Cursor> next) {
  public Page {
    items = List.copyOf(items);
  }
}
