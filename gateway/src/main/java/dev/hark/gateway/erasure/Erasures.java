package dev.hark.gateway.erasure;

import dev.hark.gateway.id.EndUserId;
import dev.hark.gateway.id.ErasureId;
import dev.hark.gateway.id.ProjectId;
import dev.hark.gateway.key.Mode;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where deletions are noted, for all gateways. Safe for many threads; every call may throw a {@link
 * dev.hark.gateway.error.FailureException}.
 */
interface Erasures {
  /**
   * Notes a deletion, unless one of the same target goes on already; the one that does. It is left
   * to the caller for the time of a lease.
   */
  Erasure begin(Erasure wanted);

  /**
   * One that goes on.
   *
   * @param owner only when it is this end user's data; anybody's when empty
   */
  Optional<Erasure> pending(
      ProjectId project, Mode mode, Optional<EndUserId> owner, Target.Type type, String target);

  /** How far one has come, if it is visible to such a caller. */
  Optional<Progress> find(ProjectId project, Mode mode, Optional<EndUserId> owner, ErasureId id);

  /** Where it still has to go. */
  Set<Store> open(ErasureId id);

  /** It is gone from a store. Counts of several attempts add up. */
  void done(ErasureId id, Store store, Map<String, Long> removed);

  /** It is gone from everywhere. */
  void complete(ErasureId id);

  /** It failed: it waits, the longer the oftener it has. */
  void postpone(ErasureId id);

  /** Takes up one whose time has come, for the time of a lease. */
  Optional<Erasure> takeDue();
}
