package dev.hark.gateway.erasure;

import dev.hark.gateway.docs.Member;
import dev.hark.runtime.time.WireTime;
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
record ErasureAnswer(
    @Member(value = "The erasure's id.", id = "era_") String id,
    @Member(
            value = "What was deleted.",
            oneOf = {"recording", "end_user"})
        String type,
    @Member("Null when an end user was deleted.") @Nullable String recordingId,
    @Member("Who was deleted, or whose recording it was.") String endUserId,
    @Member(
            value = "Completed when no store is left.",
            oneOf = {"pending", "completed"})
        String status,
    @Member("When it was asked for.") String requestedAt,
    @Member("When the last store was done.") @Nullable String completedAt,
    @Member("What was removed from where.") List<StoreAnswer> stores) {

  /**
   * What was removed from one store.
   *
   * @param removed how many of what; nothing before {@code completedAt}
   */
  record StoreAnswer(
      @Member("Where.") String name,
      @Member("How many of what; nothing before it is done.") Map<String, Long> removed,
      @Member("When it was done.") @Nullable String completedAt) {
    static StoreAnswer of(Progress.Step step) {
      return new StoreAnswer(
          step.store().text(),
          step.completedAt().isPresent() ? new TreeMap<>(step.removed()) : Map.of(),
          time(step.completedAt()));
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
