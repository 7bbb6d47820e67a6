package dev.hark.gateway.erasure;

import dev.hark.gateway.error.Failure;
import dev.hark.gateway.error.FailureException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs statements, each a transaction of its own, and translates what goes wrong. */
final class Statements {
  private static final Logger log = LoggerFactory.getLogger(Statements.class);

  private final DataSource database;

  Statements(DataSource database) {
    this.database = database;
  }

  /** Turns a row into a value. */
  interface Row<T> {
    T of(ResultSet row) throws SQLException;
  }

  <T> List<T> list(String sql, Row<T> row, @Nullable Object... values) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = prepare(connection, sql, values);
        ResultSet rows = statement.executeQuery()) {
      List<T> all = new ArrayList<>();
      while (rows.next()) {
        all.add(row.of(rows));
      }
      return all;
    } catch (SQLException e) {
      throw unavailable(e);
    }
  }

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
      @Nullable Object value = values[i];
      switch (value) {
        case Instant time -> statement.setObject(i + 1, time.atOffset(ZoneOffset.UTC));
        case List<?> texts ->
            statement.setArray(i + 1, connection.createArrayOf("text", texts.toArray()));
        case null -> statement.setNull(i + 1, java.sql.Types.VARCHAR);
        default -> statement.setObject(i + 1, value);
      }
    }
    return statement;
  }

  private static FailureException unavailable(SQLException e) {
    log.warn("deletions cannot be noted: {} (SQL state {})", e.getMessage(), e.getSQLState());
    return new FailureException(Failure.unavailable());
  }
}
