package dev.hark.search.query;

import dev.hark.runtime.id.Ids.RecordingId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * What the index still finds though no search may any more, or not yet. It is left out of the next
 * round of a search, and looked at again: a generation that has become the active one meanwhile is
 * let in again. For one search.
 */
final class StaleGenerations {
  private final Map<String, RecordingId> stale = new HashMap<>();

  Set<String> ids() {
    return Set.copyOf(stale.keySet());
  }

  Collection<RecordingId> recordings() {
    return stale.values();
  }

  boolean none() {
    return stale.isEmpty();
  }

  /**
   * Holds what was found against the states of now.
   *
   * @param served whether searches are to find chunks of a recording's generation
   * @return whether the round saw things as they are
   */
  boolean update(Collection<Candidate> found, BiPredicate<RecordingId, String> served) {
    boolean same =
        !stale.entrySet().removeIf(entry -> served.test(entry.getValue(), entry.getKey()));
    for (Candidate candidate : found) {
      if (!served.test(candidate.recording(), candidate.generation())) {
        stale.put(candidate.generation(), candidate.recording());
        same = false;
      }
    }
    return same;
  }
}
