package dev.hark.gateway.key;

import dev.hark.gateway.database.PostgresFailures;
import dev.hark.gateway.error.FailureException;
import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.id.Ids.KeyId;
import dev.hark.runtime.id.Ids.ProjectId;
import dev.hark.runtime.id.Mode;
import dev.hark.runtime.time.WireTime;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import io.micronaut.transaction.annotation.Transactional;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keys in PostgreSQL: makes, finds, lists and revokes them. Safe for many threads; every call may
 * throw a {@link FailureException}.
 */
@JdbcRepository(dialect = Dialect.POSTGRES)
@PostgresFailures.Translated
public abstract class Keys implements GenericRepository<Keys.Row, String> {
  private static final Logger log = LoggerFactory.getLogger(Keys.class);

  /** Those of these keys that are known and not revoked. Notes once a minute that one is in use. */
  Map<ApiKey.Hash, KnownKey> find(Set<ApiKey.Hash> hashes) {
    Map<ApiKey.Hash, KnownKey> found = new HashMap<>();
    List<String> used = new ArrayList<>();
    for (Found row : find(hashes.stream().map(ApiKey.Hash::hex).toArray(String[]::new))) {
      try {
        found.put(new ApiKey.Hash(row.hash()), row.key());
        if (row.useIsStale()) {
          used.add(row.id());
        }
      } catch (IllegalArgumentException | NoSuchElementException e) {
        // One that cannot be read is no reason for those beside it to wait.
        log.error("a key's row cannot be read", e);
      }
    }
    if (!used.isEmpty()) {
      noteUse(used);
    }
    return found;
  }

  @Query(
      """
      SELECT k.id, hash, project_id, mode, end_user_id, scopes, expires_at, rate_limit_per_minute,
             last_used_at IS NULL OR last_used_at < now() - interval '1 minute' AS use_is_stale
      FROM gateway.api_keys k JOIN gateway.projects p ON p.id = project_id
      WHERE hash = ANY (:hashes) AND revoked_at IS NULL
      """)
  abstract List<Found> find(String[] hashes);

  /** A key and what its project may do. */
  @MappedEntity
  @SuppressWarnings("ArrayRecordComponent") // As the library reads text[]; nobody compares rows.
  record Found(
      String id,
      String hash,
      String projectId,
      String mode,
      @Nullable String endUserId,
      String @Nullable [] scopes,
      @Nullable Instant expiresAt,
      int rateLimitPerMinute,
      boolean useIsStale) {

    KnownKey key() {
      return new KnownKey(
          new KeyId(id),
          new ProjectId(projectId),
          Mode.of(mode),
          Optional.ofNullable(endUserId).map(EndUserId::new),
          Scope.of(scopes),
          Optional.ofNullable(expiresAt),
          rateLimitPerMinute);
    }
  }

  private void noteUse(List<String> ids) {
    try {
      noteUse(ids.toArray(String[]::new));
    } catch (FailureException e) {
      // Said in the log where it happened; they were found all the same.
      log.debug("use of {} is not noted", ids);
    }
  }

  @Query(
      """
      UPDATE gateway.api_keys SET last_used_at = now()
      WHERE id = ANY (:ids) AND (last_used_at IS NULL OR last_used_at < now() - interval '1 minute')
      """)
  abstract void noteUse(String[] ids);

  /**
   * Makes the project if it is new.
   *
   * @param rateLimit requests a minute; empty leaves what the project has, 100 for a new one
   */
  @Transactional
  public void add(NewKey key, OptionalInt rateLimit) {
    addProject(key.project().value(), rateLimit.isPresent() ? rateLimit.getAsInt() : null);
    save(
        new Row(
            key.id().value(),
            key.project().value(),
            key.mode().text(),
            key.key().hash().hex(),
            key.key().shown(),
            key.scopes().map(Scope::texts).map(texts -> texts.toArray(new String[0])).orElse(null),
            key.endUser().map(EndUserId::value).orElse(null),
            key.name(),
            key.createdAt(),
            key.expiresAt().orElse(null),
            null,
            null));
  }

  @Query(
      """
      INSERT INTO gateway.projects (id, rate_limit_per_minute)
      VALUES (:id, coalesce(:limit::integer, 100))
      ON CONFLICT (id) DO UPDATE
        SET rate_limit_per_minute =
          coalesce(:limit::integer, gateway.projects.rate_limit_per_minute)
      """)
  abstract void addProject(String id, @Nullable Integer limit);

  abstract void save(Row key);

  /**
   * A row of {@code api_keys}.
   *
   * @param scopes null for a key that has every scope
   */
  @MappedEntity(value = "api_keys", schema = "gateway")
  @SuppressWarnings("ArrayRecordComponent") // As the library reads text[]; nobody compares rows.
  record Row(
      @Id String id,
      String projectId,
      String mode,
      String hash,
      String shown,
      String @Nullable [] scopes,
      @Nullable String endUserId,
      String name,
      Instant createdAt,
      @Nullable Instant expiresAt,
      @Nullable Instant revokedAt,
      @Nullable Instant lastUsedAt) {

    ListedKey listed() {
      return new ListedKey(
          id,
          projectId,
          mode,
          shown,
          name,
          Scope.texts(Scope.of(scopes)),
          endUserId,
          text(createdAt),
          text(expiresAt),
          text(revokedAt),
          text(lastUsedAt));
    }

    private static @Nullable String text(@Nullable Instant time) {
      return time == null ? null : WireTime.format(time);
    }
  }

  /** All keys, or those of one project. */
  List<ListedKey> list(Optional<ProjectId> project) {
    return list(project.map(ProjectId::value).orElse(null)).stream().map(Row::listed).toList();
  }

  @Query(
      """
      SELECT * FROM gateway.api_keys
      WHERE :project::text IS NULL OR project_id = :project
      ORDER BY project_id, created_at, id
      """)
  abstract List<Row> list(@Nullable String project);

  /**
   * The newest keys first.
   *
   * @param project only its keys
   * @param after only those that are older
   */
  public List<ListedKey> page(Optional<ProjectId> project, Optional<KeyId> after, int most) {
    return page(
            project.map(ProjectId::value).orElse(null), after.map(KeyId::value).orElse(null), most)
        .stream()
        .map(Row::listed)
        .toList();
  }

  @Query(
      """
      SELECT * FROM gateway.api_keys
      WHERE (:project::text IS NULL OR project_id = :project)
        AND (:after::text IS NULL OR id COLLATE "C" < :after)
      ORDER BY id COLLATE "C" DESC
      LIMIT :most
      """)
  abstract List<Row> page(@Nullable String project, @Nullable String after, int most);

  /** What a key is called; empty for one without a name. */
  String name(KeyId key) {
    return name(key.value()).orElse("");
  }

  @Query("SELECT name FROM gateway.api_keys WHERE id = :id")
  abstract Optional<String> name(String id);

  /** Takes effect everywhere within a second. Whether there is such a key. */
  public boolean revoke(KeyId key) {
    return revoke(key.value()) == 1;
  }

  @Query("UPDATE gateway.api_keys SET revoked_at = coalesce(revoked_at, now()) WHERE id = :id")
  abstract int revoke(String id);
}
