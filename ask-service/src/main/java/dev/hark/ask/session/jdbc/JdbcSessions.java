package dev.hark.ask.session.jdbc;

import dev.hark.ask.id.Caller;
import dev.hark.ask.id.EndUserId;
import dev.hark.ask.id.RecordingId;
import dev.hark.ask.id.SessionId;
import dev.hark.ask.session.Page;
import dev.hark.ask.session.PageRequest;
import dev.hark.ask.session.Scope;
import dev.hark.ask.session.Session;
import dev.hark.ask.session.SessionFilter;
import dev.hark.ask.session.Sessions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Sessions in PostgreSQL. */
final class JdbcSessions implements Sessions {
  private final Database database;
  private final Clock clock;

  JdbcSessions(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  @Override
  public Added add(Caller caller, Session session) {
    return database.write(connection -> add(connection, caller, session));
  }

  static Added add(Connection connection, Caller caller, Session session) throws SQLException {
    ErasedIds.keepErasersOut(connection, caller);
    if (!ErasedIds.among(connection, caller, restsOn(session)).isEmpty()) {
      return Added.ERASED;
    }
    Sql.of(
            """
            INSERT INTO ask.sessions (id, project_id, mode, end_user_id, scope_type, recording_ids,
              recording_title, title, title_form, last_message_at, created_at, updated_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO NOTHING
            """,
            session.id().value(),
            caller.project().value(),
            Sql.mode(caller),
            session.owner().value(),
            SessionRows.type(session.scope()),
            session.scope().recordings(),
            SessionRows.recordingTitle(session.scope()),
            session.title(),
            TitleForm.of(session.title()),
            session.createdAt(),
            session.createdAt(),
            session.createdAt())
        .update(connection);
    return Added.KEPT;
  }

  /** A chosen set goes on without the one that was erased. */
  private static List<String> restsOn(Session session) {
    List<String> ids = new ArrayList<>(List.of(session.owner().value()));
    if (session.scope() instanceof Scope.Recording scope) {
      ids.add(scope.recording().value());
    }
    return ids;
  }

  @Override
  public Optional<Session> find(Caller caller, SessionId id) {
    Sql select = Sql.of(SessionRows.COLUMNS + "WHERE id = ? AND", id.value()).visibleTo(caller);
    return database.read(connection -> select.first(connection, SessionRows::read));
  }

  @Override
  public Page<Session> list(Caller caller, SessionFilter filter, PageRequest page) {
    SessionList list = new SessionList(caller, filter, page);
    return database.read(list::read);
  }

  @Override
  public Optional<Session> rename(Caller caller, SessionId id, String title) {
    Sql update =
        Sql.of(
                "UPDATE ask.sessions SET title = ?, title_form = ?,"
                    + " updated_at = greatest(updated_at, ?) WHERE id = ? AND",
                title,
                TitleForm.of(title),
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                id.value())
            .visibleTo(caller);
    Sql select = Sql.of(SessionRows.COLUMNS + "WHERE id = ? AND", id.value()).visibleTo(caller);
    return database.write(
        connection -> {
          update.update(connection);
          return select.first(connection, SessionRows::read);
        });
  }

  @Override
  public boolean delete(Caller caller, SessionId id) {
    Sql delete = Sql.of("DELETE FROM ask.sessions WHERE id = ? AND", id.value()).visibleTo(caller);
    return database.writeOnce(connection -> delete.update(connection) == 1);
  }

  @Override
  public long count(Caller caller, EndUserId owner) {
    Sql select =
        Sql.of("SELECT count(*) FROM ask.sessions WHERE end_user_id = ? AND", owner.value())
            .visibleTo(caller);
    return database.read(
        connection -> select.first(connection, row -> row.getLong(1)).orElseThrow());
  }

  @Override
  public boolean anyErased(Caller caller, EndUserId owner, Set<RecordingId> recordings) {
    List<Object> ids = new ArrayList<>(recordings);
    ids.add(owner);
    return database.read(connection -> !ErasedIds.among(connection, caller, ids).isEmpty());
  }

  @Override
  public Optional<Instant> first(Caller caller, EndUserId owner) {
    Sql select =
        Sql.of("SELECT created_at FROM ask.sessions WHERE end_user_id = ? AND", owner.value())
            .visibleTo(caller)
            .and("ORDER BY created_at LIMIT 1");
    return database.read(
        connection -> select.first(connection, row -> Sql.time(row, "created_at")));
  }
}
