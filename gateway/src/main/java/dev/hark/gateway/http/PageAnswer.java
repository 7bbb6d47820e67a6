package dev.hark.gateway.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of a list. */
public record PageAnswer<T>(List<T> data, boolean hasMore, @Nullable String nextCursor) {

  /**
   * A page and where the next one begins.
   *
   * @param next empty after the last one
   */
  public static <T> PageAnswer<T> of(List<T> data, String next) {
    return new PageAnswer<>(data, !next.isEmpty(), next.isEmpty() ? null : next);
  }
}
