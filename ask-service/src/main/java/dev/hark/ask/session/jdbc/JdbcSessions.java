package dev.hark.ask.session.jdbc;

import dev.hark.ask.session.Scope;
import dev.hark.ask.session.Session;
import dev.hark.ask.session.Sessions;
import dev.hark.ask.session.Sessions.Page;
import dev.hark.ask.session.Sessions.PageRequest;
import dev.hark.ask.session.Sessions.SessionFilter;
import dev.hark.runtime.id.Caller;
import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.id.Ids.RecordingId;
import dev.hark.runtime.id.Ids.SessionId;
import dev.hark.runtime.text.StorableText;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Sessions in PostgreSQL. */
@Singleton
final class JdbcSessions implements Sessions {
  private final Database database;
  private final SessionRepository sessions;
  private final SessionList pages;
  private final ErasedIds erased;
  private final Clock clock;

  JdbcSessions(
      Database database,
      SessionRepository sessions,
      SessionList pages,
      ErasedIds erased,
      Clock clock) {
    this.database = database;
    this.sessions = sessions;
    this.pages = pages;
    this.erased = erased;
    this.clock = clock;
  }

  @Override
  public Added add(Caller caller, Session session) {
    return database.write(() -> keep(caller, session));
  }

  /** In a transaction of the caller. */
  Added keep(Caller caller, Session session) {
    erased.keepErasersOut(caller);
    if (!erased.among(caller, restsOn(session)).isEmpty()) {
      return Added.ERASED;
    }
    sessions.add(SessionRow.of(caller, session));
    return Added.KEPT;
  }

  /** A chosen set goes on without the one that was erased. */
  private static List<Object> restsOn(Session session) {
    return session.scope() instanceof Scope.Recording scope
        ? List.of(session.owner(), scope.recording())
        : List.of(session.owner());
  }

  @Override
  public Optional<Session> find(Caller caller, SessionId id) {
    return database.call(() -> sessions.find(caller, id.value()).map(SessionRow::session));
  }

  @Override
  public Page<Session> list(Caller caller, SessionFilter filter, PageRequest page) {
    return database.call(() -> pages.read(caller, filter, page));
  }

  @Override
  public Optional<Session> rename(Caller caller, SessionId id, String title) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    String form = TitleForm.of(title);
    return database.call(
        () ->
            sessions.rename(caller, id.value(), StorableText.of(title), form, now).stream()
                .map(SessionRow::session)
                .findFirst());
  }

  @Override
  public boolean delete(Caller caller, SessionId id) {
    return database.callOnce(() -> sessions.delete(caller, id.value()) == 1);
  }

  @Override
  public Map<EndUserId, Counted> count(Caller caller, Set<EndUserId> owners) {
    List<String> ids = owners.stream().map(EndUserId::value).toList();
    return database.call(() -> sessions.count(caller, ids)).stream()
        .collect(
            Collectors.toMap(
                row -> new EndUserId(row.endUserId()),
                row -> new Counted(row.sessions(), row.since())));
  }

  @Override
  public boolean anyErased(Caller caller, EndUserId owner, Set<RecordingId> recordings) {
    List<Object> ids = new ArrayList<>(recordings);
    ids.add(owner);
    return database.call(() -> !erased.among(caller, ids).isEmpty());
  }
}
