package dev.hark.gateway.key;

import dev.hark.gateway.error.Failure;
import dev.hark.gateway.error.FailureException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keys in PostgreSQL. Notes at most once a minute that a key is in use. */
final class JdbcKeyDirectory implements KeyDirectory {
  private static final Logger log = LoggerFactory.getLogger(JdbcKeyDirectory.class);

  private static final String FIND =
      """
      SELECT k.id, project_id, mode, end_user_id, scopes, expires_at, rate_limit_per_minute,
             last_used_at IS NULL OR last_used_at < now() - interval '1 minute' AS use_is_stale
      FROM gateway.api_keys k JOIN gateway.projects p ON p.id = project_id
      WHERE hash = ? AND revoked_at IS NULL
      """;

  private static final String NOTE_USE =
      """
      UPDATE gateway.api_keys SET last_used_at = now()
      WHERE id = ? AND (last_used_at IS NULL OR last_used_at < now() - interval '1 minute')
      """;

  private final DataSource database;

  JdbcKeyDirectory(DataSource database) {
    this.database = database;
  }

  @Override
  public Optional<KnownKey> find(KeyHash hash) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(FIND)) {
      statement.setString(1, hash.hex());
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.of(found(connection, row)) : Optional.empty();
      }
    } catch (SQLException e) {
      log.warn("keys cannot be looked up: {} (SQL state {})", e.getMessage(), e.getSQLState());
      throw new FailureException(Failure.unavailable());
    }
  }

  private static KnownKey found(Connection connection, ResultSet row) throws SQLException {
    KnownKey key = KeyRows.known(row);
    if (row.getBoolean("use_is_stale")) {
      noteUse(connection, key);
    }
    return key;
  }

  private static void noteUse(Connection connection, KnownKey key) {
    try (PreparedStatement statement = connection.prepareStatement(NOTE_USE)) {
      statement.setString(1, key.id().value());
      statement.executeUpdate();
    } catch (SQLException e) {
      log.warn("use of {} is not noted: SQL state {}", key.id().value(), e.getSQLState());
    }
  }
}
