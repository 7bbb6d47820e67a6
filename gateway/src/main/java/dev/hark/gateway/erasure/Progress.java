package dev.hark.gateway.erasure;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How far a deletion has come.
 *
 * @param stores in the order in which they are done
 * @param completedAt empty while one of them is not
 */
record Progress(Erasure erasure, Optional<Instant> completedAt, List<Step> stores) {
  Progress {
    stores = List.copyOf(stores);
  }

  /**
   * One store.
   *
   * @param removed how many of what, so far
   */
  record Step(Store store, Map<String, Long> removed, Optional<Instant> completedAt) {
    Step {
      removed = Map.copyOf(removed);
    }
  }
}
