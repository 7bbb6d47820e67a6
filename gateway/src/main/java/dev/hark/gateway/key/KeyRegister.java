package dev.hark.gateway.key;

import dev.hark.gateway.id.EndUserId;
import dev.hark.gateway.id.KeyId;
import dev.hark.gateway.id.ProjectId;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Makes, lists and revokes keys in PostgreSQL. Every method throws {@link KeyStoreException} when
 * that cannot be reached. Safe for many threads.
 */
public final class KeyRegister {
  private static final String ADD_PROJECT =
      """
      INSERT INTO gateway.projects (id, rate_limit_per_minute) VALUES (?, coalesce(?, 100))
      ON CONFLICT (id) DO UPDATE
        SET rate_limit_per_minute = coalesce(?, gateway.projects.rate_limit_per_minute)
      """;

  private static final String ADD_KEY =
      """
      INSERT INTO gateway.api_keys
        (id, project_id, mode, hash, shown, scopes, end_user_id, name, created_at, expires_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private static final String LIST =
      """
      SELECT id, project_id, mode, shown, scopes, end_user_id, name,
             created_at, expires_at, revoked_at, last_used_at
      FROM gateway.api_keys
      WHERE ?::text IS NULL OR project_id = ?
      ORDER BY project_id, created_at, id
      """;

  private static final String PAGE =
      """
      SELECT id, project_id, mode, shown, scopes, end_user_id, name,
             created_at, expires_at, revoked_at, last_used_at
      FROM gateway.api_keys
      WHERE (?::text IS NULL OR project_id = ?) AND (?::text IS NULL OR id COLLATE "C" < ?)
      ORDER BY id COLLATE "C" DESC
      LIMIT ?
      """;

  private static final String REVOKE =
      "UPDATE gateway.api_keys SET revoked_at = coalesce(revoked_at, now()) WHERE id = ?";

  private final DataSource database;

  KeyRegister(DataSource database) {
    this.database = database;
  }

  /**
   * Makes the project if it is new.
   *
   * @param rateLimit requests a minute; empty leaves what the project has, 100 for a new one
   */
  public void add(NewKey key, OptionalInt rateLimit) {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      addProject(connection, key.project(), rateLimit);
      addKey(connection, key);
      connection.commit();
    } catch (SQLException e) {
      throw new KeyStoreException(e);
    }
  }

  private static void addProject(Connection connection, ProjectId project, OptionalInt rateLimit)
      throws SQLException {
    @Nullable Integer limit = rateLimit.isPresent() ? rateLimit.getAsInt() : null;
    try (PreparedStatement statement = connection.prepareStatement(ADD_PROJECT)) {
      statement.setString(1, project.value());
      statement.setObject(2, limit, Types.INTEGER);
      statement.setObject(3, limit, Types.INTEGER);
      statement.executeUpdate();
    }
  }

  private static void addKey(Connection connection, NewKey key) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(ADD_KEY)) {
      statement.setString(1, key.id().value());
      statement.setString(2, key.project().value());
      statement.setString(3, key.mode().text());
      statement.setString(4, key.key().hash().hex());
      statement.setString(5, key.key().shown());
      statement.setArray(6, scopes(connection, key));
      statement.setString(7, key.endUser().map(EndUserId::value).orElse(null));
      statement.setString(8, key.name());
      statement.setObject(9, key.createdAt().atOffset(ZoneOffset.UTC));
      statement.setObject(10, key.expiresAt().map(t -> t.atOffset(ZoneOffset.UTC)).orElse(null));
      statement.executeUpdate();
    }
  }

  /** Null for a key that has every scope. */
  private static @Nullable Array scopes(Connection connection, NewKey key) throws SQLException {
    return key.scopes().isEmpty()
        ? null
        : connection.createArrayOf(
            "text", key.scopes().get().stream().map(Scope::text).sorted().toArray());
  }

  /**
   * @param project only its keys; those of all when null
   */
  List<ListedKey> list(@Nullable ProjectId project) {
    @Nullable String id = project == null ? null : project.value();
    return listed(LIST, List.of(Optional.ofNullable(id), Optional.ofNullable(id)));
  }

  /**
   * The newest keys first.
   *
   * @param project only its keys
   * @param after only those that are older
   */
  public List<ListedKey> page(Optional<ProjectId> project, Optional<KeyId> after, int most) {
    Optional<String> id = project.map(ProjectId::value);
    Optional<String> last = after.map(KeyId::value);
    return listed(PAGE, List.of(id, id, last, last, Optional.of(most)));
  }

  private List<ListedKey> listed(String query, List<Optional<?>> parameters) {
    List<ListedKey> keys = new ArrayList<>();
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(query)) {
      for (int i = 0; i < parameters.size(); i++) {
        statement.setObject(i + 1, parameters.get(i).orElse(null));
      }
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          keys.add(ListedKey.of(rows));
        }
      }
    } catch (SQLException e) {
      throw new KeyStoreException(e);
    }
    return keys;
  }

  /** Takes effect everywhere within a second. Whether there is such a key. */
  public boolean revoke(KeyId key) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(REVOKE)) {
      statement.setString(1, key.value());
      return statement.executeUpdate() == 1;
    } catch (SQLException e) {
      throw new KeyStoreException(e);
    }
  }
}
