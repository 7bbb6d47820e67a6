package dev.hark.ask.turn;

import dev.hark.ask.id.Caller;
import dev.hark.ask.id.EndUserId;
import dev.hark.ask.id.NewIds;
import dev.hark.ask.retrieval.Recording;
import dev.hark.ask.retrieval.RecordingSource;
import dev.hark.ask.session.Scope;
import dev.hark.ask.session.Session;
import dev.hark.ask.session.Sessions;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Makes sessions whose owner may read everything that their scope names. */
public final class OpenSession {
  private final RecordingSource recordings;
  private final RecordingLookUps lookUps;
  private final Sessions sessions;
  private final NewIds ids;
  private final Clock clock;

  public OpenSession(RecordingSource recordings, Sessions sessions, NewIds ids, Clock clock) {
    this.recordings = recordings;
    this.lookUps = new RecordingLookUps(recordings);
    this.sessions = sessions;
    this.ids = ids;
    this.clock = clock;
  }

  /** For a caller who waits. */
  public Session open(Caller caller, NewSession wanted) {
    return open(caller, wanted, () -> false);
  }

  /**
   * Makes and keeps an empty session; one that is there already is given back as it is.
   *
   * @param gone whether the caller has given up: then nothing is kept
   * @throws AskFailedException when it may not be made
   */
  public Session open(Caller caller, NewSession wanted, BooleanSupplier gone) {
    Optional<Session> before = before(caller, wanted);
    if (before.isPresent()) {
      return before.get();
    }
    Session session = prepare(caller, wanted, Session.DEFAULT_TITLE);
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

  /** Makes a session and does not keep it yet. */
  Session prepare(Caller caller, NewSession wanted, String defaultTitle) {
    if (wanted.owner().isPresent() && !caller.maySee(wanted.owner().get())) {
      throw new AskFailedException(new AskFailure.Forbidden("end_user_id"));
    }
    String title = wanted.title().orElse(defaultTitle);
    return switch (wanted.scope()) {
      case Scope.Recording scope -> ofRecording(caller, wanted, scope, title);
      case Scope.Library scope -> session(wanted, owner(caller, wanted), scope, title);
      case Scope.Selected scope -> ofSelected(caller, wanted, scope, title);
    };
  }

  private Session session(NewSession wanted, EndUserId owner, Scope scope, String title) {
    return Session.empty(wanted.id().orElseGet(ids::session), owner, scope, title, now());
  }

  /** Whole milliseconds: what clients see is what is kept. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private Session ofRecording(
      Caller caller, NewSession wanted, Scope.Recording scope, String title) {
    Recording recording =
        recordings
            .find(caller, scope.recording())
            .filter(found -> caller.maySee(found.owner()))
            .filter(found -> wanted.owner().isEmpty() || wanted.owner().get().equals(found.owner()))
            .orElseThrow(() -> notFound("scope.recording_id"));
    Scope named = new Scope.Recording(recording.id(), recording.label().title());
    return session(wanted, recording.owner(), named, title);
  }

  private Session ofSelected(Caller caller, NewSession wanted, Scope.Selected scope, String title) {
    EndUserId owner = owner(caller, wanted);
    List<Optional<Recording>> found = lookUps.all(caller.boundTo(owner), scope.recordings());
    for (int i = 0; i < found.size(); i++) {
      if (found.get(i).filter(recording -> recording.owner().equals(owner)).isEmpty()) {
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
