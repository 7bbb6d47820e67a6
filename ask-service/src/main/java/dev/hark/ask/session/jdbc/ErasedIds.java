package dev.hark.ask.session.jdbc;

import dev.hark.ask.id.Caller;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/**
 * The end users and recordings that were erased. Whoever keeps something of one holds the project's
 * lock together with others of its kind from before it looks here until it commits; whoever adds
 * one holds it alone, for a moment.
 */
final class ErasedIds {
  private ErasedIds() {}

  /** Until the end of the transaction, as all that follow. */
  static void keepWritersOut(Connection connection, Caller caller) throws SQLException {
    // Who comes after this one waits too: it gives up and is asked again rather than hold them up.
    var unused =
        Sql.of("SELECT set_config('lock_timeout', '2s', true)")
            .first(connection, row -> row.getString(1));
    lock(connection, "pg_advisory_xact_lock", caller);
  }

  static void keepErasersOut(Connection connection, Caller caller) throws SQLException {
    lock(connection, "pg_advisory_xact_lock_shared", caller);
  }

  private static void lock(Connection connection, String function, Caller caller)
      throws SQLException {
    var unused =
        Sql.of(
                "SELECT 1 FROM " + function + "(hashtextextended(?, 0))",
                "ask.erased " + caller.project().value() + " " + Sql.mode(caller))
            .first(connection, row -> row.getInt(1));
  }

  static int add(Connection connection, Caller caller, String id) throws SQLException {
    return Sql.of(
            "INSERT INTO ask.erased (project_id, mode, id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            caller.project().value(),
            Sql.mode(caller),
            id)
        .update(connection);
  }

  /**
   * Those of the ids that were erased. Whoever keeps something because of the answer has kept
   * erasers out before.
   */
  static List<String> among(Connection connection, Caller caller, Collection<?> ids)
      throws SQLException {
    if (ids.isEmpty()) {
      return List.of();
    }
    return Sql.of(
            "SELECT id FROM ask.erased WHERE project_id = ? AND mode = ? AND id = ANY (?)",
            caller.project().value(),
            Sql.mode(caller),
            List.copyOf(ids))
        .list(connection, row -> row.getString("id"));
  }
}
