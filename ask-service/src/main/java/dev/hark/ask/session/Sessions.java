package dev.hark.ask.session;

import dev.hark.ask.id.Caller;
import dev.hark.ask.id.EndUserId;
import dev.hark.ask.id.SessionId;
import java.util.Optional;

/**
 * Where sessions are kept. Every call sees the caller's project, mode and, where bound, end user
 * alone: what is somebody else's is as absent as what never was. Safe for many threads. Every call
 * may throw {@link StoreUnavailableException}.
 */
public interface Sessions {
  /** Keeps a new session. The same session twice is kept once. */
  void add(Caller caller, Session session);

  Optional<Session> find(Caller caller, SessionId id);

  /** Latest activity first. */
  Page<Session> list(Caller caller, SessionFilter filter, PageRequest page);

  /** The session with its new title. */
  Optional<Session> rename(Caller caller, SessionId id, String title);

  /** Removes a session with its messages; whether it was there. */
  boolean delete(Caller caller, SessionId id);

  long count(Caller caller, EndUserId owner);

  /** Removes every session of this end user. */
  void erase(Caller caller, EndUserId owner);
}
