package dev.hark.ask.session.jdbc;

import dev.hark.ask.id.Caller;
import dev.hark.ask.id.EndUserId;
import dev.hark.ask.id.RecordingId;
import dev.hark.ask.session.Erasures;
import dev.hark.ask.session.Part;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Notes first that something is erased and removes it in further steps: whoever did not see the
 * note when it wrote has ended by then, so that they find all that there will ever be. Each step is
 * short however much there is, and stays done when a later one fails.
 */
final class JdbcErasures implements Erasures {
  /** Messages and answers of one step: some tenths of a second. */
  private static final int STEP = 2_000;

  private static final int SESSIONS_OF_STEP = 500;

  private static final String SESSIONS_OF_END_USER =
      "SELECT id FROM ask.sessions WHERE end_user_id = ? AND";

  private static final String SESSIONS_ABOUT_RECORDING =
      "SELECT id FROM ask.sessions WHERE scope_type = 'recording' AND recording_ids = ? AND";

  /** Answers before what they answer: with a message its answer would go uncounted. */
  private static final String REMOVE_MESSAGES =
      """
      DELETE FROM ask.messages WHERE id IN (
        SELECT id FROM ask.messages WHERE session_id = ANY (?)
        ORDER BY session_id DESC, position DESC LIMIT ?)
      """;

  private static final String REMOVE_EMPTY_SESSIONS =
      """
      DELETE FROM ask.sessions WHERE id = ANY (?)
        AND NOT EXISTS (SELECT FROM ask.messages WHERE session_id = sessions.id)
      """;

  private static final String CITING =
      """
      SELECT id, session_id, position FROM ask.messages
      WHERE role = 'assistant' AND parts @> ?::jsonb
      """;

  /** One that cites others rests on those. */
  private static final String GIVEN_AND_CITING_NOTHING =
      """
      SELECT id, session_id, position FROM ask.messages
      WHERE given <> '{}' AND given @> ? AND content <> ?
        AND NOT jsonb_path_exists(parts, '$[*].recording_id')
      """;

  /** An answer without citations rests on what was said before it. */
  private static final String TAKE_OUT =
      """
      resting AS (
        SELECT later.id FROM (
          SELECT session_id, min(position) AS position FROM holding GROUP BY session_id) first
        JOIN ask.messages later
          ON later.session_id = first.session_id AND later.position > first.position
        WHERE later.role = 'assistant' AND later.content <> ?
          AND NOT jsonb_path_exists(later.parts, '$[*].recording_id')
      )
      UPDATE ask.messages SET content = ?, parts = ?::jsonb, cited_chunks = '{}', given = '{}'
      WHERE id IN (SELECT id FROM holding UNION SELECT id FROM resting)
      RETURNING session_id
      """;

  private final Database database;
  private final Clock clock;

  JdbcErasures(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  @Override
  public Erased endUser(Caller caller, EndUserId owner) {
    if (!caller.maySee(owner)) {
      return Erased.NOTHING;
    }
    note(caller, owner.value());
    Sql sessions = Sql.of(SESSIONS_OF_END_USER, owner.value()).visibleTo(caller);
    return removeSessions(sessions);
  }

  @Override
  public Erased recording(Caller caller, RecordingId recording) {
    note(caller, recording.value());
    Sql sessions = Sql.of(SESSIONS_ABOUT_RECORDING, List.of(recording)).visibleTo(caller);
    return removeSessions(sessions)
        .and(stepByStep(connection -> takeOut(connection, caller, recording)));
  }

  private Erased removeSessions(Sql sessions) {
    Sql some = sessions.and("LIMIT ? FOR UPDATE", SESSIONS_OF_STEP);
    return stepByStep(connection -> removeSome(connection, some));
  }

  /** Until nothing is left. */
  private Erased stepByStep(Database.Work<Erased> step) {
    Erased all = Erased.NOTHING;
    Erased some;
    do {
      some = database.write(step);
      all = all.and(some);
    } while (!some.equals(Erased.NOTHING));
    return all;
  }

  private void note(Caller caller, String id) {
    database.write(
        connection -> {
          ErasedIds.keepWritersOut(connection, caller);
          return ErasedIds.add(connection, caller, id);
        });
  }

  private static Erased removeSome(Connection connection, Sql sessions) throws SQLException {
    List<String> ids = sessions.list(connection, row -> row.getString("id"));
    if (ids.isEmpty()) {
      return Erased.NOTHING;
    }
    int messages = Sql.of(REMOVE_MESSAGES, ids, STEP).update(connection);
    int removed = Sql.of(REMOVE_EMPTY_SESSIONS, ids).update(connection);
    return new Erased(removed, messages, 0);
  }

  private Erased takeOut(Connection connection, Caller caller, RecordingId recording)
      throws SQLException {
    List<String> sessions =
        Sql.of("WITH found AS (")
            .and(CITING, PartsJson.citing(recording))
            .and("UNION")
            .and(GIVEN_AND_CITING_NOTHING, List.of(recording), INSTEAD)
            .and("), holding AS (SELECT * FROM found")
            .and("WHERE session_id IN (SELECT id FROM ask.sessions WHERE")
            .and(Sql.of("").visibleTo(caller))
            .and(") LIMIT ?),", STEP)
            .and(TAKE_OUT, INSTEAD, INSTEAD, PartsJson.write(List.of(new Part.Text(INSTEAD))))
            .list(connection, row -> row.getString("session_id"));
    if (!sessions.isEmpty()) {
      Sql.of(
              "UPDATE ask.sessions SET updated_at = greatest(updated_at, ?) WHERE id = ANY (?)",
              clock.instant().truncatedTo(ChronoUnit.MILLIS),
              sessions)
          .update(connection);
    }
    return new Erased(0, 0, sessions.size());
  }
}
