package dev.hark.ask.session.jdbc;

import static dev.hark.ask.session.jdbc.Tenant.VISIBLE;

import dev.hark.runtime.id.Caller;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.DataType;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Statements about sessions. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface SessionRepository extends GenericRepository<SessionRow, String> {
  @Query(
      """
      INSERT INTO ask.sessions (id, project_id, mode, end_user_id, scope_type, recording_ids,
        recording_title, title, title_form, last_message_at, created_at, updated_at, titled)
      VALUES (:id, :projectId, :mode, :endUserId, :scopeType, :recordingIds, :recordingTitle,
        :title, :titleForm, :lastMessageAt, :createdAt, :updatedAt, :titled)
      ON CONFLICT (id) DO NOTHING
      """)
  void add(SessionRow session);

  /** By name: a column that is added must not change what a prepared statement gives. */
  String COLUMNS =
      """
      id, project_id, mode, end_user_id, scope_type, recording_ids, recording_title, title,
      title_form, message_count, last_position, last_message_at, last_model, last_provider,
      created_at, updated_at, titled
      """;

  /** Whoever's it is: for those who run the service. */
  @Query("SELECT " + COLUMNS + "FROM ask.sessions WHERE id = :id")
  Optional<SessionRow> findAnybodys(String id);

  @Query("SELECT " + COLUMNS + "FROM ask.sessions WHERE id = :id AND " + VISIBLE)
  Optional<SessionRow> find(@Tenant Caller caller, String id);

  /** Until the end of the transaction, so that messages can be added. */
  @Query("SELECT " + COLUMNS + "FROM ask.sessions WHERE id = :id AND " + VISIBLE + " FOR UPDATE")
  Optional<SessionRow> lock(@Tenant Caller caller, String id);

  @Query(
      """
      UPDATE ask.sessions SET title = :title, title_form = :form, titled = true,
        updated_at = greatest(updated_at, :now)
      WHERE id = :id AND
      """
          + VISIBLE
          + " RETURNING "
          + COLUMNS)
  List<SessionRow> rename(@Tenant Caller caller, String id, String title, String form, Instant now);

  /**
   * Counts a message in.
   *
   * @param title of the session from now on; as it was when null
   * @param model what wrote the message, and its provider; as it was when null
   */
  @Query(
      """
      UPDATE ask.sessions
      SET message_count = message_count + 1, last_position = last_position + 1,
        last_message_at = :time, moved_in = pg_current_xact_id(),
        updated_at = greatest(updated_at, :time), titled = titled OR :title IS NOT NULL,
        title = coalesce(:title, title), title_form = coalesce(:form, title_form),
        last_model = coalesce(:model, last_model),
        last_provider = coalesce(:provider, last_provider)
      WHERE id = :id
      """)
  void grow(
      String id,
      Instant time,
      @Nullable String title,
      @Nullable String form,
      @Nullable String model,
      @Nullable String provider);

  @Query("DELETE FROM ask.sessions WHERE id = :id AND " + VISIBLE)
  int delete(@Tenant Caller caller, String id);

  /** What there is of an end user who has sessions. */
  @MappedEntity
  record Counted(@Id String endUserId, long sessions, Instant since) {}

  @Query(
      "SELECT end_user_id, count(*) AS sessions, min(created_at) AS since FROM ask.sessions"
          + " WHERE end_user_id = ANY (:endUsers) AND "
          + VISIBLE
          + " GROUP BY end_user_id")
  List<Counted> count(
      @Tenant Caller caller, @TypeDef(type = DataType.STRING_ARRAY) List<String> endUsers);

  /** Some sessions of this end user, locked. */
  @Query(
      "SELECT id FROM ask.sessions WHERE end_user_id = :endUser AND "
          + VISIBLE
          + " LIMIT :most FOR UPDATE")
  List<String> lockOfEndUser(@Tenant Caller caller, String endUser, int most);

  /** Some sessions about this recording, locked. */
  @Query(
      "SELECT id FROM ask.sessions WHERE scope_type = 'recording'"
          + " AND recording_ids = ARRAY[:recording]::text[] AND "
          + VISIBLE
          + " LIMIT :most FOR UPDATE")
  List<String> lockAboutRecording(@Tenant Caller caller, String recording, int most);

  /** Removes those in which no message is left. */
  @Query(
      """
      DELETE FROM ask.sessions WHERE id = ANY (:ids)
        AND NOT EXISTS (SELECT FROM ask.messages WHERE session_id = sessions.id)
      """)
  int removeEmpty(@TypeDef(type = DataType.STRING_ARRAY) List<String> ids);

  /** Notes that messages of these sessions changed. */
  @Query("UPDATE ask.sessions SET updated_at = greatest(updated_at, :now) WHERE id = ANY (:ids)")
  void touch(@TypeDef(type = DataType.STRING_ARRAY) List<String> ids, Instant now);

  /** Signs cursors. */
  @Query("SELECT key FROM ask.cursor_key")
  String cursorKey();
}
