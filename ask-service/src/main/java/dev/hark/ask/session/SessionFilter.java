package dev.hark.ask.session;

import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.id.Ids.RecordingId;
import java.util.Optional;

/**
 * Which sessions a list shows.
 *
 * @param recording only those whose scope names it
 * @param titleHolds only those whose title holds this, in upper or lower case and whatever code
 *     points it is written with
 */
public record SessionFilter(
    Optional<EndUserId> owner,
    Optional<Scope.Type> type,
    Optional<RecordingId> recording,
    Optional<String> titleHolds) {
  /** The same, narrowed to what a bound caller may see. */
  public SessionFilter ownedBy(EndUserId endUser) {
    return new SessionFilter(Optional.of(endUser), type, recording, titleHolds);
  }
}
