package dev.hark.gateway.key;

import dev.hark.gateway.error.Failure;
import dev.hark.gateway.error.FailureException;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keys in PostgreSQL. Notes at most once a minute that a key is in use. */
final class JdbcKeyDirectory {
  private static final Logger log = LoggerFactory.getLogger(JdbcKeyDirectory.class);

  private static final String FIND =
      """
      SELECT k.id, hash, project_id, mode, end_user_id, scopes, expires_at, rate_limit_per_minute,
             last_used_at IS NULL OR last_used_at < now() - interval '1 minute' AS use_is_stale
      FROM gateway.api_keys k JOIN gateway.projects p ON p.id = project_id
      WHERE hash = ANY (?) AND revoked_at IS NULL
      """;

  private static final String NOTE_USE =
      """
      UPDATE gateway.api_keys SET last_used_at = now()
      WHERE id = ANY (?) AND (last_used_at IS NULL OR last_used_at < now() - interval '1 minute')
      """;

  private final DataSource database;

  JdbcKeyDirectory(DataSource database) {
    this.database = database;
  }

  /**
   * Those of these keys that are known and not revoked.
   *
   * @throws FailureException when it cannot be told at the moment
   */
  Map<KeyHash, KnownKey> find(Set<KeyHash> hashes) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(FIND)) {
      statement.setArray(1, texts(connection, hashes.stream().map(KeyHash::hex)));
      try (ResultSet rows = statement.executeQuery()) {
        return found(connection, rows);
      }
    } catch (SQLException e) {
      log.warn("keys cannot be looked up: {} (SQL state {})", e.getMessage(), e.getSQLState());
      throw new FailureException(Failure.unavailable());
    }
  }

  private static Map<KeyHash, KnownKey> found(Connection connection, ResultSet rows)
      throws SQLException {
    Map<KeyHash, KnownKey> found = new HashMap<>();
    List<String> used = new ArrayList<>();
    while (rows.next()) {
      try {
        KnownKey key = KeyRows.known(rows);
        found.put(new KeyHash(rows.getString("hash")), key);
        if (rows.getBoolean("use_is_stale")) {
          used.add(key.id().value());
        }
      } catch (IllegalArgumentException | NoSuchElementException e) {
        // One that cannot be read is no reason for those beside it to wait.
        log.error("a key's row cannot be read", e);
      }
    }
    if (!used.isEmpty()) {
      noteUse(connection, used);
    }
    return found;
  }

  private static void noteUse(Connection connection, List<String> ids) {
    try (PreparedStatement statement = connection.prepareStatement(NOTE_USE)) {
      statement.setArray(1, texts(connection, ids.stream()));
      statement.executeUpdate();
    } catch (SQLException e) {
      log.warn("use of {} is not noted: SQL state {}", ids, e.getSQLState());
    }
  }

  private static Array texts(Connection connection, Stream<String> values) throws SQLException {
    return connection.createArrayOf("text", values.toArray());
  }
}
