package dev.hark.gateway.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of a list. */
@JsonPropertyOrder({"data", "has_more", "next_cursor"})
public record PageAnswer<T>(
    List<T> data,
    @JsonProperty("has_more") boolean hasMore,
    @JsonProperty("next_cursor") @Nullable String nextCursor) {

  /**
   * A page and where the next one begins.
   *
   * @param next empty after the last one
   */
  public static <T> PageAnswer<T> of(List<T> data, String next) {
    return new PageAnswer<>(data, !next.isEmpty(), next.isEmpty() ? null : next);
  }
}
