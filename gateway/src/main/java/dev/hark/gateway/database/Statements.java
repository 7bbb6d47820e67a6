package dev.hark.gateway.database;

import dev.hark.gateway.error.Failure;
import dev.hark.gateway.error.FailureException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs single statements, each a transaction of its own; nothing is held between two. A list is
 * given as {@code text[]}, a length of time in seconds.
 */
public record Statements(DataSource database) {
  private static final Logger log = LoggerFactory.getLogger(Statements.class);

  /** Turns a row into a value. */
  public interface Row<T> {
    T of(ResultSet row) throws SQLException;
  }

  /**
   * All rows.
   *
   * @throws FailureException when PostgreSQL cannot be asked
   */
  public <T> List<T> list(String sql, Row<T> read, @Nullable Object... values) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = prepare(connection, sql, values);
        ResultSet rows = statement.executeQuery()) {
      List<T> all = new ArrayList<>();
      while (rows.next()) {
        all.add(read.of(rows));
      }
      return all;
    } catch (SQLException e) {
      throw unavailable(e);
    }
  }

  /**
   * The first row, of those who have at most one.
   *
   * @throws FailureException when PostgreSQL cannot be asked
   */
  public <T> Optional<T> first(String sql, Row<T> read, @Nullable Object... values) {
    return list(sql, read, values).stream().findFirst();
  }

  /**
   * Changes rows.
   *
   * @return how many rows it touched
   * @throws FailureException when PostgreSQL cannot be asked
   */
  public int update(String sql, @Nullable Object... values) {
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
        case Duration time -> statement.setDouble(i + 1, time.toMillis() / 1_000.0);
        case byte[] bytes -> statement.setBytes(i + 1, bytes);
        case List<?> texts ->
            statement.setArray(i + 1, connection.createArrayOf("text", texts.toArray()));
        case null -> statement.setNull(i + 1, Types.VARCHAR);
        default -> statement.setObject(i + 1, value);
      }
    }
    return statement;
  }

  private static FailureException unavailable(SQLException e) {
    // Not the message: it may quote what was to be stored.
    log.warn("PostgreSQL cannot be asked: SQL state {}", e.getSQLState());
    return new FailureException(Failure.unavailable());
  }
}
