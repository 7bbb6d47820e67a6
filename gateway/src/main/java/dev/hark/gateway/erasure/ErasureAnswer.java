package dev.hark.gateway.erasure;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.hark.gateway.http.WireTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A deletion as the API shows it.
 *
 * @param recordingId null when an end user was deleted
 * @param endUserId who was deleted, or whose recording it was
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonPropertyOrder({
  "id",
  "type",
  "recording_id",
  "end_user_id",
  "status",
  "requested_at",
  "completed_at",
  "stores"
})
record ErasureAnswer(
    String id,
    String type,
    @Nullable String recordingId,
    String endUserId,
    String status,
    String requestedAt,
    @Nullable String completedAt,
    List<StoreAnswer> stores) {

  /**
   * What was removed from one store.
   *
   * @param removed how many of what; nothing before {@code completedAt}
   */
  @JsonNaming(SnakeCaseStrategy.class)
  @JsonPropertyOrder({"name", "removed", "completed_at"})
  record StoreAnswer(String name, Map<String, Long> removed, @Nullable String completedAt) {
    static StoreAnswer of(Progress.Step step) {
      return new StoreAnswer(
          step.store().text(), new TreeMap<>(step.removed()), time(step.completedAt()));
    }
  }

  static ErasureAnswer of(Progress progress) {
    Target target = progress.erasure().target();
    return new ErasureAnswer(
        progress.erasure().id().value(),
        target.type().text(),
        target instanceof Target.Recording ? target.id() : null,
        target.owner().value(),
        progress.completedAt().isPresent() ? "completed" : "pending",
        WireTime.format(progress.erasure().requestedAt()),
        time(progress.completedAt()),
        progress.stores().stream().map(StoreAnswer::of).toList());
  }

  private static @Nullable String time(Optional<Instant> time) {
    return time.map(WireTime::format).orElse(null);
  }
}
