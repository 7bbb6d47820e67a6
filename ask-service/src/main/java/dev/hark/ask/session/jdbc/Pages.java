package dev.hark.ask.session.jdbc;

import dev.hark.ask.session.Cursor;
import dev.hark.ask.session.Page;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Cuts pages from one item more than was asked for. */
final class Pages {
  private Pages() {}

  static <T> Page<T> of(List<T> found, int limit, Function<T, Cursor> cursor) {
    if (found.size() <= limit) {
      return new Page<>(found, Optional.empty());
    }
    List<T> items = found.subList(0, limit);
    return new Page<>(items, Optional.of(cursor.apply(items.getLast())));
  }
}
