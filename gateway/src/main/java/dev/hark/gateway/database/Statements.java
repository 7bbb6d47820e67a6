package dev.hark.gateway.database;

import dev.hark.gateway.error.Failure;
import dev.hark.gateway.error.FailureException;
import dev.hark.gateway.error.Faults;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
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
 * given as {@code text[]}, a length of time in seconds, a text without what PostgreSQL does not
 * take of one. Every call may throw a {@link FailureException}: unavailable when PostgreSQL refused
 * or lost what may pass, internal for all else.
 */
public record Statements(DataSource database, Faults faults) {
  private static final Logger log = LoggerFactory.getLogger(Statements.class);

  /**
   * SQL states, by how they begin: connection, a server that is not yet the first or ends an idle
   * transaction, rollback for others' sake, resources, a lock that was not had in time, an operator
   * who cancels or stops, the server's own system.
   */
  private static final List<String> MAY_PASS =
      List.of("08", "25006", "25P03", "40", "53", "55P03", "57", "58");

  /** Turns a row into a value. */
  public interface Row<T> {
    T of(ResultSet row) throws SQLException;
  }

  /** All rows. */
  public <T> List<T> list(String sql, Row<T> read, @Nullable Object... values) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = prepare(connection, sql, values);
        ResultSet rows = statement.executeQuery()) {
      List<T> all = new ArrayList<>();
      while (rows.next()) {
        all.add(read.of(rows));
      }
      return all;
    } catch (SQLException | RuntimeException e) {
      throw failure(e);
    }
  }

  /** The first row, of those who have at most one. */
  public <T> Optional<T> first(String sql, Row<T> read, @Nullable Object... values) {
    return list(sql, read, values).stream().findFirst();
  }

  /**
   * Changes rows.
   *
   * @return how many rows it touched
   */
  public int update(String sql, @Nullable Object... values) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = prepare(connection, sql, values)) {
      return statement.executeUpdate();
    } catch (SQLException | RuntimeException e) {
      throw failure(e);
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
        case String text -> statement.setString(i + 1, clean(text));
        case List<?> texts ->
            statement.setArray(
                i + 1,
                connection.createArrayOf(
                    "text", texts.stream().map(text -> clean(String.valueOf(text))).toArray()));
        case null -> statement.setNull(i + 1, Types.VARCHAR);
        default -> statement.setObject(i + 1, value);
      }
    }
    return statement;
  }

  /** PostgreSQL takes no NUL, which means nothing in a text, and no half of a character. */
  private static String clean(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints()
        .filter(c -> c != 0)
        .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c)
        .forEach(clean::appendCodePoint);
    return clean.toString();
  }

  private FailureException failure(Exception e) {
    String state = e instanceof SQLException sql ? sql.getSQLState() : null;
    if (e instanceof SQLException && mayPass(e, state)) {
      log.warn("PostgreSQL cannot be asked: SQL state {}", state);
      return new FailureException(Failure.unavailable());
    }
    // Not the message: it may quote what was to be stored, or was.
    IllegalStateException where =
        new IllegalStateException(e.getClass().getSimpleName() + ", SQL state " + state);
    where.setStackTrace(e.getStackTrace());
    faults.found("a statement", where);
    return new FailureException(Failure.internal(""));
  }

  /** What has no state did not come from PostgreSQL: a pool or a connection that is closed. */
  private static boolean mayPass(Exception e, @Nullable String state) {
    return state == null
        || e instanceof SQLTransientConnectionException
        || MAY_PASS.stream().anyMatch(state::startsWith);
  }
}
