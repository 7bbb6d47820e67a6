package dev.hark.gateway.ask;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.hark.gateway.rpc.Absent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of a list. */
@JsonPropertyOrder({"data", "has_more", "next_cursor"})
record PageAnswer<T>(
    List<T> data,
    @JsonProperty("has_more") boolean hasMore,
    @JsonProperty("next_cursor") @Nullable String nextCursor) {

  /**
   * @param next where the next page begins; empty after the last
   */
  static <T> PageAnswer<T> of(List<T> data, String next) {
    return new PageAnswer<>(data, !next.isEmpty(), Absent.textOrNull(next));
  }
}
