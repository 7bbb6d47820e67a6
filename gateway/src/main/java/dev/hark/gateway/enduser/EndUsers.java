package dev.hark.gateway.enduser;

import dev.hark.gateway.database.PostgresFailures;
import dev.hark.gateway.erasure.LocalRecords;
import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.id.Ids.ProjectId;
import dev.hark.runtime.id.Ids.RecordingId;
import dev.hark.runtime.id.Mode;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * End users' profiles in PostgreSQL. Safe for many threads; every call may throw a {@link
 * dev.hark.gateway.error.FailureException}.
 */
@JdbcRepository(dialect = Dialect.POSTGRES)
@PostgresFailures.Translated
abstract class EndUsers implements GenericRepository<EndUserRow, String>, LocalRecords {
  private static final String COLUMNS =
      "id, external_id, name, email, time_zone, metadata, created_at, updated_at";

  private static final String VISIBLE =
      " FROM gateway.end_users WHERE project_id = :project AND mode = :mode";

  @Override
  public void erase(ProjectId project, Mode mode, RecordingId recording) {
    // A profile holds nothing of one recording.
  }

  @Override
  public void erase(ProjectId project, Mode mode, EndUserId endUser) {
    forget(project.value(), mode.text(), endUser.value());
  }

  /** Notes an end user, but for one who is known already, or was erased. */
  @Query(
      "INSERT INTO gateway.end_users (project_id, mode, id) SELECT :project, :mode, :id"
          + " WHERE NOT EXISTS (SELECT 1 FROM gateway.erasures WHERE project_id = :project"
          + "   AND mode = :mode AND type = 'end_user' AND target_id = :id)"
          + " ON CONFLICT DO NOTHING")
  abstract void noteIfNew(String project, String mode, String id);

  /**
   * Makes a profile, or changes what is given of the one that is there; null stays as it is.
   *
   * @return the profile; none when another one has that external id, or this one was erased
   */
  @Query(
      "WITH taken AS (SELECT 1 FROM gateway.end_users WHERE project_id = :project AND mode = :mode"
          + "   AND external_id = :externalId AND id <> :id)"
          + " INSERT INTO gateway.end_users AS known"
          + "   (project_id, mode, id, external_id, name, email, time_zone, metadata)"
          + " SELECT :project, :mode, :id, :externalId, :name, :email, :timeZone, :metadata"
          + " WHERE NOT EXISTS (SELECT 1 FROM taken)"
          + "   AND NOT EXISTS (SELECT 1 FROM gateway.erasures WHERE project_id = :project"
          + "     AND mode = :mode AND type = 'end_user' AND target_id = :id)"
          + " ON CONFLICT (project_id, mode, id) DO UPDATE SET"
          + "   external_id = coalesce(:externalId, known.external_id),"
          + "   name = coalesce(:name, known.name), email = coalesce(:email, known.email),"
          + "   time_zone = coalesce(:timeZone, known.time_zone),"
          + "   metadata = coalesce(:metadata, known.metadata),"
          + "   updated_at = greatest(date_trunc('milliseconds', clock_timestamp()),"
          + "     known.updated_at + interval '1 millisecond')"
          + " RETURNING "
          + COLUMNS)
  abstract List<EndUserRow> writeProfile(
      String project,
      String mode,
      String id,
      @Nullable String externalId,
      @Nullable String name,
      @Nullable String email,
      @Nullable String timeZone,
      @Nullable String metadata);

  @Query("SELECT " + COLUMNS + VISIBLE + " AND id = :id")
  abstract Optional<EndUserRow> find(String project, String mode, String id);

  @Query("SELECT " + COLUMNS + VISIBLE + " AND external_id = :externalId")
  abstract Optional<EndUserRow> findExternal(String project, String mode, String externalId);

  /**
   * A part of the list, newest first.
   *
   * @param boundTo only this one; null for all
   * @param externalId only this one's; null for all
   * @param part only those whose name or external id holds this, in any case and however its
   *     letters are composed; null for all
   * @param beforeTime with {@code beforeId} the last one of the part before; null for the first
   */
  @Query(
      "SELECT "
          + COLUMNS
          + VISIBLE
          + " AND (:boundTo::text IS NULL OR id = :boundTo)"
          + " AND (:externalId::text IS NULL OR external_id = :externalId)"
          + " AND (:part::text IS NULL"
          + "   OR position(lower(normalize(:part::text)) IN lower(normalize(name))) > 0"
          + "   OR position(lower(normalize(:part::text)) IN lower(normalize(external_id))) > 0)"
          + " AND (:beforeTime::timestamptz IS NULL"
          + "   OR (created_at, id) < (:beforeTime::timestamptz, :beforeId))"
          + " ORDER BY created_at DESC, id DESC LIMIT :size OFFSET :skipped")
  abstract List<EndUserRow> page(
      String project,
      String mode,
      @Nullable String boundTo,
      @Nullable String externalId,
      @Nullable String part,
      @Nullable Instant beforeTime,
      @Nullable String beforeId,
      int size,
      int skipped);

  /** Nothing is left of an end user. */
  @Query("DELETE FROM gateway.end_users WHERE project_id = :project AND mode = :mode AND id = :id")
  abstract void forget(String project, String mode, String id);
}
