package dev.hark.ask.session;

import dev.hark.runtime.id.Caller;
import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.id.Ids.RecordingId;
import dev.hark.runtime.id.Ids.SessionId;
import java.time.Instant;
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

  long count(Caller caller, EndUserId owner);

  /** Whether this end user, or one of these recordings, was erased. */
  boolean anyErased(Caller caller, EndUserId owner, Set<RecordingId> recordings);

  /** When the first session of this end user was made; empty when there is none. */
  Optional<Instant> first(Caller caller, EndUserId owner);
}
