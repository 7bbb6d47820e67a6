package dev.hark.ask.session;

import dev.hark.runtime.id.Caller;
import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.id.Ids.RecordingId;
import dev.hark.runtime.id.Ids.SessionId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where sessions are kept. Every call sees the caller's project, mode and, where bound, end user
 * alone: what is somebody else's is as absent as what never was. Safe for many threads. Every call
 * may throw {@link StoreUnavailableException}, and {@link StoreFaultException}.
 */
public interface Sessions {
  /** What became of a session that was to be kept. */
  enum Added {
    KEPT,
    /** Not kept: its end user, or the one recording that it is about, was erased. */
    ERASED
  }

  /** Keeps a new session. The same session twice is kept once. */
  Added add(Caller caller, Session session);

  Optional<Session> find(Caller caller, SessionId id);

  /** Latest activity first. */
  Page<Session> list(Caller caller, SessionFilter filter, PageRequest page);

  /** The session with its new title. */
  Optional<Session> rename(Caller caller, SessionId id, String title);

  /** Removes a session with its messages; whether it was there. */
  boolean delete(Caller caller, SessionId id);

  /** Of those of these end users who have sessions, how many, and when the first was made. */
  Map<EndUserId, Counted> count(Caller caller, Set<EndUserId> owners);

  /** Whether this end user, or one of these recordings, was erased. */
  boolean anyErased(Caller caller, EndUserId owner, Set<RecordingId> recordings);

  /**
   * How many sessions there are.
   *
   * @param since when the first of them was made
   */
  record Counted(long sessions, Instant since) {}

  /**
   * A part of a list.
   *
   * @param next continues after the last item; empty exactly when there is no more
   */
  record Page<T>(List<T> items, Optional<Cursor> next) {
    public Page {
      items = List.copyOf(items);
    }
  }

  /**
   * How much of a list is wanted, and from where on.
   *
   * @param after continues there; from the beginning when empty
   */
  record PageRequest(int limit, Optional<Cursor> after) {
    /** As the contract says. */
    public static final int MAX_LIMIT = 100;

    public PageRequest {
      if (limit < 1 || limit > MAX_LIMIT) {
        throw new IllegalArgumentException("limit must be 1 to 100, not " + limit);
      }
    }
  }

  /**
   * Which sessions a list shows.
   *
   * @param recording only those whose scope names it
   * @param titleHolds only those whose title holds this, in upper or lower case and whatever code
   *     points it is written with
   */
  record SessionFilter(
      Optional<EndUserId> owner,
      Optional<Scope.Type> type,
      Optional<RecordingId> recording,
      Optional<String> titleHolds) {
    /** The same, narrowed to what a bound caller may see. */
    public SessionFilter ownedBy(EndUserId endUser) {
      return new SessionFilter(Optional.of(endUser), type, recording, titleHolds);
    }
  }
}
