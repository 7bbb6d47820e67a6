package dev.hark.gateway.idempotency;

import dev.hark.gateway.error.Failure;
import dev.hark.gateway.error.FailureException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs single statements, each a transaction of its own; nothing is held between two. */
record Statements(DataSource database) {
  private static final Logger log = LoggerFactory.getLogger(Statements.class);

  interface Row<T> {
    T of(ResultSet row) throws SQLException;
  }

  /**
   * @throws FailureException when PostgreSQL cannot be asked
   */
  <T> Optional<T> first(String sql, Row<T> read, @Nullable Object... values) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = prepare(connection, sql, values);
        ResultSet row = statement.executeQuery()) {
      return row.next() ? Optional.of(read.of(row)) : Optional.empty();
    } catch (SQLException e) {
      throw unavailable(e);
    }
  }

  /**
   * @return how many rows it touched
   * @throws FailureException when PostgreSQL cannot be asked
   */
  int update(String sql, @Nullable Object... values) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = prepare(connection, sql, values)) {
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw unavailable(e);
    }
  }

  private static PreparedStatement prepare(
      Connection connection, String sql, @Nullable Object... values) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < values.length; i++) {
      switch (values[i]) {
        case Duration time -> statement.setDouble(i + 1, time.toMillis() / 1_000.0);
        case byte[] bytes -> statement.setBytes(i + 1, bytes);
        case String[] texts -> statement.setArray(i + 1, connection.createArrayOf("text", texts));
        case null -> statement.setObject(i + 1, null);
        default -> statement.setObject(i + 1, values[i]);
      }
    }
    return statement;
  }

  private static FailureException unavailable(SQLException e) {
    // Not the message: it may quote what was to be stored.
    log.warn("idempotency records cannot be used: SQL state {}", e.getSQLState());
    return new FailureException(Failure.unavailable());
  }
}
