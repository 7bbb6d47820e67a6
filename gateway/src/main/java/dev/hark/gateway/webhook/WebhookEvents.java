package dev.hark.gateway.webhook;

import dev.hark.gateway.database.PostgresFailures;
import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.id.Ids.ProjectId;
import dev.hark.runtime.id.Ids.RecordingId;
import dev.hark.runtime.id.Mode;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import jakarta.inject.Named;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happened, for those projects alone that want to be told. Safe for many threads; every call
 * may throw a {@link dev.hark.gateway.error.FailureException}.
 */
@JdbcRepository(dialect = Dialect.POSTGRES)
@PostgresFailures.Translated
public abstract class WebhookEvents implements GenericRepository<EndpointRow, String> {
  private static final String TOLD =
      """
      INSERT INTO gateway.webhook_events
          (id, project_id, mode, type, end_user_id, recording_id, body, created_at)
        SELECT :id, :project, :mode, :type, :endUser::text, :recording::text, :body,
          :now::timestamptz
      """;
  private static final String DELIVERIES =
      """
      INSERT INTO gateway.webhook_deliveries (event_id, endpoint_id, created_at, next_attempt_at)
      SELECT told.id, hearing.id, :now::timestamptz, :now::timestamptz FROM told, hearing
      RETURNING event_id
      """;

  private final InstantSource clock;

  WebhookEvents(@Named(WebhookFactory.CLOCK) InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Notes an event for each endpoint that wants to hear of it; nothing when there is none, when the
   * event was noted before, or when it is about what was, or is being, erased. In the transaction
   * of the caller if there is one.
   */
  public void add(WebhookEvent event) {
    var _ =
        add(
            event.id().value(),
            event.project().value(),
            event.mode().text(),
            event.type().text(),
            event.endUser().map(EndUserId::value).orElse(null),
            event.recording().map(RecordingId::value).orElse(null),
            event.type().isDeletion(),
            event.body(),
            clock.instant());
  }

  @Query(
      """
      WITH hearing AS (
        SELECT id FROM gateway.webhook_endpoints
        WHERE project_id = :project AND mode = :mode AND enabled AND :type = ANY (events)),
      told AS (
      """
          + TOLD
          + """
              WHERE EXISTS (SELECT 1 FROM hearing)
                AND (:deletion OR NOT EXISTS (
                  SELECT 1 FROM gateway.erasures
                  WHERE project_id = :project AND mode = :mode
                    AND target_id IN (:endUser::text, :recording::text)))
            ON CONFLICT (id) DO NOTHING RETURNING id)
          """
          + DELIVERIES)
  abstract List<String> add(
      String id,
      String project,
      String mode,
      String type,
      @Nullable String endUser,
      @Nullable String recording,
      boolean deletion,
      String body,
      Instant now);

  /** Notes an event for one endpoint, whatever that hears of. */
  void add(WebhookEvent event, String endpoint) {
    var _ =
        add(
            event.id().value(),
            event.project().value(),
            event.mode().text(),
            event.type().text(),
            null,
            null,
            event.body(),
            clock.instant(),
            endpoint);
  }

  @Query(
      """
      WITH hearing AS (SELECT id FROM gateway.webhook_endpoints WHERE id = :endpoint),
      told AS (
      """
          + TOLD
          + " WHERE EXISTS (SELECT 1 FROM hearing) ON CONFLICT (id) DO NOTHING RETURNING id) "
          + DELIVERIES)
  abstract List<String> add(
      String id,
      String project,
      String mode,
      String type,
      @Nullable String endUser,
      @Nullable String recording,
      String body,
      Instant now,
      String endpoint);

  /** Forgets all that was told, or was to be, of an end user, but for that they are gone. */
  public void forget(ProjectId project, Mode mode, EndUserId endUser) {
    forget(project.value(), mode.text(), endUser.value());
  }

  @Query(
      """
      DELETE FROM gateway.webhook_events
      WHERE project_id = :project AND mode = :mode AND type <> 'end_user.deleted'
        AND (end_user_id = :endUser OR recording_id IN (
          SELECT recording_id FROM gateway.webhook_events
          WHERE project_id = :project AND mode = :mode AND end_user_id = :endUser))
      """)
  abstract void forget(String project, String mode, String endUser);

  /** Forgets what happened so long ago; what is pending of that has nobody to hear it. */
  void forgetOlder(Duration age) {
    forgetBefore(clock.instant().minus(age));
  }

  @Query("DELETE FROM gateway.webhook_events WHERE created_at < :before")
  abstract void forgetBefore(Instant before);
}
