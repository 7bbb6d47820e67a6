package dev.hark.ask.session.jdbc;

import dev.hark.ask.id.Caller;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A statement that is put together piece by piece, each with its values. Texts go in as PostgreSQL
 * takes them, whatever they hold.
 */
final class Sql {
  private final StringBuilder text = new StringBuilder();
  private final List<@Nullable Object> values = new ArrayList<>();

  /** Turns a row into a value. */
  interface Row<T> {
    T of(ResultSet row) throws SQLException;
  }

  /** Starts with this. */
  static Sql of(String text, @Nullable Object... values) {
    return new Sql().and(text, values);
  }

  /** Goes on with this; a value for each question mark. */
  Sql and(String more, @Nullable Object... its) {
    text.append(more).append('\n');
    for (Object value : its) {
      values.add(value);
    }
    return this;
  }

  /** Goes on with another piece. */
  Sql and(Sql more) {
    text.append(more.text);
    values.addAll(more.values);
    return this;
  }

  /** What the caller may see: the condition that every statement about sessions carries. */
  Sql visibleTo(Caller caller) {
    and("project_id = ? AND mode = ?", caller.project().value(), mode(caller));
    caller.boundTo().ifPresent(endUser -> and("AND end_user_id = ?", endUser.value()));
    return this;
  }

  static String mode(Caller caller) {
    return caller.mode().name().toLowerCase(Locale.ROOT);
  }

  <T> List<T> list(Connection connection, Row<T> row) throws SQLException {
    try (PreparedStatement statement = prepare(connection);
        ResultSet rows = statement.executeQuery()) {
      List<T> all = new ArrayList<>();
      while (rows.next()) {
        all.add(row.of(rows));
      }
      return all;
    }
  }

  <T> Optional<T> first(Connection connection, Row<T> row) throws SQLException {
    return list(connection, row).stream().findFirst();
  }

  int update(Connection connection) throws SQLException {
    try (PreparedStatement statement = prepare(connection)) {
      return statement.executeUpdate();
    }
  }

  private PreparedStatement prepare(Connection connection) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(text.toString());
    for (int i = 0; i < values.size(); i++) {
      set(connection, statement, i + 1, values.get(i));
    }
    return statement;
  }

  private static void set(
      Connection connection, PreparedStatement statement, int index, @Nullable Object value)
      throws SQLException {
    switch (value) {
      case String text -> statement.setString(index, clean(text));
      case Instant time ->
          statement.setObject(index, OffsetDateTime.ofInstant(time, ZoneOffset.UTC));
      case List<?> list ->
          statement.setArray(
              index,
              connection.createArrayOf(
                  "text", list.stream().map(String::valueOf).map(Sql::clean).toArray()));
      case null -> statement.setObject(index, null);
      default -> statement.setObject(index, value);
    }
  }

  /** PostgreSQL takes no NUL, which means nothing in a text, and no half of a character. */
  static String clean(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints()
        .filter(c -> c != 0)
        .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c)
        .forEach(clean::appendCodePoint);
    return clean.toString();
  }

  static Instant time(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  static List<String> texts(ResultSet row, String column) throws SQLException {
    Array array = row.getArray(column);
    return List.of((String[]) array.getArray());
  }
}
