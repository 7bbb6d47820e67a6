package dev.hark.ask.turn;

import dev.hark.ask.retrieval.Recording;
import dev.hark.ask.retrieval.RecordingSource;
import dev.hark.ask.session.Scope;
import dev.hark.ask.session.Session;
import dev.hark.ask.session.Sessions;
import dev.hark.ask.turn.AskFailure.AskFailedException;
import dev.hark.runtime.fair.FairSlots;
import dev.hark.runtime.id.Caller;
import dev.hark.runtime.id.IdGenerator;
import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.id.Ids.RecordingId;
import dev.hark.runtime.id.Ids.SessionId;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Makes sessions whose owner may read everything that their scope names. */
public final class OpenSession {
  private final RecordingSource recordings;
  private final Sessions sessions;
  private final IdGenerator ids;
  private final Clock clock;

  public OpenSession(RecordingSource recordings, Sessions sessions, IdGenerator ids, Clock clock) {
    this.recordings = recordings;
    this.sessions = sessions;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Makes and keeps an empty session; one that is there already is given back as it is.
   *
   * @param gone whether the caller has given up: then nothing is kept
   * @param slots what the store is asked in; recordings are looked up without
   * @throws AskFailedException when it may not be made
   */
  public Session open(
      Caller caller, NewSession wanted, BooleanSupplier gone, Supplier<FairSlots.Slot> slots) {
    Optional<Session> before =
        wanted.id().flatMap(id -> inSlot(slots, () -> sessions.find(caller, id)));
    if (before.isPresent()) {
      return before.get();
    }
    Session session = prepare(caller, wanted, Optional.empty());
    return inSlot(slots, () -> keep(caller, session, gone));
  }

  private static <T> T inSlot(Supplier<FairSlots.Slot> slots, Supplier<T> work) {
    try (FairSlots.Slot slot = slots.get()) {
      T given = work.get();
      slot.answered();
      return given;
    }
  }

  private Session keep(Caller caller, Session session, BooleanSupplier gone) {
    if (gone.getAsBoolean()) {
      throw new AskFailedException(
          new AskFailure.Unavailable(Optional.empty(), Faults.RETRY_AFTER));
    }
    if (sessions.add(caller, session) == Sessions.Added.ERASED) {
      throw erased(session);
    }
    return sessions.find(caller, session.id()).orElse(session);
  }

  /** The session that an earlier call made under the same id. */
  Optional<Session> before(Caller caller, NewSession wanted) {
    return wanted.id().flatMap(id -> sessions.find(caller, id));
  }

  /** What it is about was erased since it was made: it is not kept. */
  static AskFailedException erased(Session session) {
    return notFound(
        session.scope() instanceof Scope.Recording ? "scope.recording_id" : "end_user_id");
  }

  /**
   * Makes a session and does not keep it yet.
   *
   * @param first message, which gives it a title when nobody chose one
   */
  Session prepare(Caller caller, NewSession wanted, Optional<String> first) {
    if (wanted.owner().isPresent() && !caller.maySee(wanted.owner().get())) {
      throw new AskFailedException(new AskFailure.Forbidden("end_user_id"));
    }
    Optional<String> title = wanted.title().or(() -> first.map(Session::titleOf));
    return switch (wanted.scope()) {
      case Scope.Recording scope -> ofRecording(caller, wanted, scope, title);
      case Scope.Library scope -> session(wanted, owner(caller, wanted), scope, title);
      case Scope.Selected scope -> ofSelected(caller, wanted, scope, title);
    };
  }

  private Session session(NewSession wanted, EndUserId owner, Scope scope, Optional<String> title) {
    SessionId id = wanted.id().orElseGet(() -> SessionId.next(ids));
    return title
        .map(text -> Session.empty(id, owner, scope, text, now()))
        .orElseGet(() -> Session.untitled(id, owner, scope, now()));
  }

  /** Whole milliseconds: what clients see is what is kept. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private Session ofRecording(
      Caller caller, NewSession wanted, Scope.Recording scope, Optional<String> title) {
    Recording recording =
        recordings
            .find(caller, scope.recording())
            .filter(found -> caller.maySee(found.owner()))
            .filter(found -> wanted.owner().isEmpty() || wanted.owner().get().equals(found.owner()))
            .orElseThrow(() -> notFound("scope.recording_id"));
    Scope named = new Scope.Recording(recording.id(), recording.label().title());
    return session(wanted, recording.owner(), named, title);
  }

  private Session ofSelected(
      Caller caller, NewSession wanted, Scope.Selected scope, Optional<String> title) {
    EndUserId owner = owner(caller, wanted);
    Set<RecordingId> found =
        recordings.find(caller.boundTo(owner), owner, scope.recordings()).keySet();
    for (int i = 0; i < scope.recordings().size(); i++) {
      if (!found.contains(scope.recordings().get(i))) {
        throw notFound("scope.recording_ids[" + i + "]");
      }
    }
    return session(wanted, owner, scope, title);
  }

  private static EndUserId owner(Caller caller, NewSession wanted) {
    return wanted
        .owner()
        .or(caller::boundTo)
        .orElseThrow(
            () ->
                new AskFailedException(
                    new AskFailure.Invalid(
                        "end_user_id",
                        "end_user_id is required for this scope: say whose recordings are"
                            + " meant.")));
  }

  private static AskFailedException notFound(String param) {
    return new AskFailedException(new AskFailure.NotFound(param));
  }
}
