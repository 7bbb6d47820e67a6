package dev.hark.ask.interpretation;

import dev.hark.ask.retrieval.Limits;
import dev.hark.runtime.id.Ids.RecordingId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A question as it is to be searched.
 *
 * @param text of it, without the words that say a time
 * @param scope recordings that it is limited to; all of the owner's when empty
 * @param limits inside of that, the time that is said included
 * @param missing the name by which it asks for recordings, when no title of them has a word of it:
 *     then there is nothing to draw on
 */
public record Reading(
    Interpretation interpretation,
    String text,
    List<RecordingId> scope,
    Limits limits,
    Optional<String> missing) {
  public Reading {
    scope = List.copyOf(scope);
  }

  /** The same, read otherwise. */
  public Reading as(Interpretation other) {
    return new Reading(other, text, scope, limits, missing);
  }

  /** Whether this recording may be drawn on. */
  public boolean allows(RecordingId recording) {
    return scope.isEmpty() || Set.copyOf(scope).contains(recording);
  }

  /** Limits of what is counted. */
  public Limits counting() {
    List<String> by = interpretation.countedBy();
    return by.isEmpty() ? limits : limits.by(by);
  }
}
