package dev.hark.gateway.webhook;

import dev.hark.gateway.database.PostgresFailures;
import dev.hark.runtime.id.Caller;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Endpoints in PostgreSQL. Safe for many threads; every call may throw a {@link
 * dev.hark.gateway.error.FailureException}.
 */
@JdbcRepository(dialect = Dialect.POSTGRES)
@PostgresFailures.Translated
abstract class Endpoints implements GenericRepository<EndpointRow, String> {
  private static final String ONE = " WHERE id = :id AND project_id = :project AND mode = :mode";

  /** Adds one; does nothing when the same request has done so before. */
  @Query(
      """
      INSERT INTO gateway.webhook_endpoints (id, project_id, mode, url, events, description, secret,
        rotation, created_at, updated_at)
      VALUES (:id, :project, :mode, :url, :events, :description::text, :secret, :rotation, :now, :now)
      ON CONFLICT (id) DO NOTHING
      """)
  abstract int add(
      String id,
      String project,
      String mode,
      String url,
      String[] events,
      @Nullable String description,
      String secret,
      String rotation,
      Instant now);

  Optional<EndpointRow> find(Caller caller, String id) {
    return find(id, caller.project().value(), caller.mode().text());
  }

  @Query("SELECT * FROM gateway.webhook_endpoints" + ONE)
  abstract Optional<EndpointRow> find(String id, String project, String mode);

  /** The newest first. */
  @Query(
      """
      SELECT * FROM gateway.webhook_endpoints
      WHERE project_id = :project AND mode = :mode
        AND (:after::text IS NULL OR id COLLATE "C" < :after)
      ORDER BY id COLLATE "C" DESC LIMIT :most
      """)
  abstract List<EndpointRow> page(String project, String mode, @Nullable String after, int most);

  /** Changes what is not null. One that is enabled begins anew. */
  @Query(
      """
      UPDATE gateway.webhook_endpoints
      SET url = coalesce(:url::text, url),
          events = coalesce(:events::text[], events),
          enabled = coalesce(:enabled::boolean, enabled),
          failing_since = CASE WHEN :enabled::boolean THEN NULL ELSE failing_since END,
          disabled_at = CASE WHEN :enabled::boolean THEN NULL ELSE disabled_at END,
          updated_at = :now
      """
          + ONE)
  abstract int change(
      String id,
      String project,
      String mode,
      @Nullable String url,
      String @Nullable [] events,
      @Nullable Boolean enabled,
      Instant now);

  /** The present secret signs until then beside the new one; once for each rotation. */
  @Query(
      """
      UPDATE gateway.webhook_endpoints
      SET previous_secret = secret, previous_until = :until, secret = :secret,
          rotation = :rotation, updated_at = :now
      """
          + ONE
          + " AND rotation <> :rotation")
  abstract int rotate(
      String id,
      String project,
      String mode,
      String secret,
      String rotation,
      Instant until,
      Instant now);

  /** With all that it was, or was to be, told. */
  @Query("DELETE FROM gateway.webhook_endpoints" + ONE)
  abstract int delete(String id, String project, String mode);
}
