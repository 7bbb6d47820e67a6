package dev.hark.gateway.key;

import dev.hark.gateway.id.EndUserId;
import dev.hark.gateway.id.KeyId;
import dev.hark.gateway.id.ProjectId;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Rows of {@code api_keys} as values. */
final class KeyRows {
  private KeyRows() {}

  static KnownKey known(ResultSet row) throws SQLException {
    return new KnownKey(
        new KeyId(row.getString("id")),
        new ProjectId(row.getString("project_id")),
        mode(row),
        Optional.ofNullable(row.getString("end_user_id")).map(EndUserId::new),
        scopes(row),
        time(row, "expires_at"),
        row.getInt("rate_limit_per_minute"));
  }

  static Mode mode(ResultSet row) throws SQLException {
    return Mode.parse(row.getString("mode")).orElseThrow();
  }

  /** A scope that this release does not know gives nothing. */
  static Set<Scope> scopes(ResultSet row) throws SQLException {
    @Nullable Array array = row.getArray("scopes");
    if (array == null) {
      return EnumSet.allOf(Scope.class);
    }
    return Arrays.stream((String[]) array.getArray())
        .flatMap(text -> Scope.parse(text).stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  static Optional<Instant> time(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }
}
