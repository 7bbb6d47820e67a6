package dev.hark.gateway.webhook;

import dev.hark.gateway.database.PostgresFailures;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Deliveries in PostgreSQL, for all gateways, each left to who takes it up for the time of a lease.
 * Safe for many threads; every call may throw a {@link dev.hark.gateway.error.FailureException}.
 */
@JdbcRepository(dialect = Dialect.POSTGRES)
@PostgresFailures.Translated
abstract class Deliveries implements GenericRepository<Deliveries.Row, Long> {

  /** What is to be sent now, with what it takes. */
  @MappedEntity
  record Due(
      @Id long seq,
      int attempts,
      String endpointId,
      String url,
      String secret,
      @Nullable String previousSecret,
      @Nullable Instant previousUntil,
      String eventId,
      String body) {}

  /** A row of {@code webhook_deliveries}, with the type of its event. */
  @MappedEntity(value = "webhook_deliveries", schema = "gateway")
  record Row(
      @Id long seq,
      String eventId,
      String type,
      String status,
      int attempts,
      @Nullable Integer responseCode,
      @Nullable String error,
      Instant createdAt,
      @Nullable Instant lastAttemptAt,
      @Nullable Instant nextAttemptAt) {}

  /**
   * Takes up what is due, some of each endpoint, so that one with much leaves room for the others,
   * and one that fails holds few of the places.
   *
   * @param busy endpoints that have some under way, and as {@code underWay} how many
   * @param until the end of the lease
   * @param each of an endpoint, with those that are under way
   * @param eachFailing of one whose last attempt failed
   */
  @Query(
      """
      WITH due AS (
        SELECT d.seq
        FROM (SELECT id, coalesce(busy.under_way, 0) AS under_way,
                CASE WHEN failing_since IS NULL THEN :each ELSE :eachFailing END AS places
              FROM gateway.webhook_endpoints
                LEFT JOIN unnest(:busy::text[], :underWay::integer[]) AS busy (busy_id, under_way)
                  ON busy_id = id
              WHERE enabled
                AND EXISTS (SELECT 1 FROM gateway.webhook_deliveries
                  WHERE status = 'pending' AND next_attempt_at <= :now)
              ORDER BY random()) AS endpoint
        CROSS JOIN LATERAL (
          SELECT seq FROM gateway.webhook_deliveries
          WHERE endpoint_id = endpoint.id AND status = 'pending' AND next_attempt_at <= :now
          ORDER BY next_attempt_at, seq LIMIT greatest(0, places - under_way)
          FOR UPDATE SKIP LOCKED) AS d
        LIMIT :most),
      taken AS (
        UPDATE gateway.webhook_deliveries SET next_attempt_at = :until
        WHERE seq IN (SELECT seq FROM due) RETURNING seq, attempts, endpoint_id, event_id)
      SELECT seq, attempts, endpoint_id, url, secret, previous_secret, previous_until, event_id, body
      FROM taken
        JOIN gateway.webhook_endpoints e ON e.id = endpoint_id
        JOIN gateway.webhook_events v ON v.id = event_id
      ORDER BY seq
      """)
  abstract List<Due> takeDue(
      String[] busy,
      Integer[] underWay,
      Instant now,
      Instant until,
      int each,
      int eachFailing,
      int most);

  /**
   * Its endpoint has heard it, and is well.
   *
   * @return the endpoint, if it was failing
   */
  @Query(
      """
      WITH done AS (
        UPDATE gateway.webhook_deliveries
        SET status = 'delivered', attempts = attempts + 1, response_code = :code, error = NULL,
            last_attempt_at = :now, next_attempt_at = NULL
        WHERE seq = :seq AND status = 'pending' RETURNING endpoint_id)
      UPDATE gateway.webhook_endpoints SET failing_since = NULL
      WHERE failing_since IS NOT NULL AND id IN (SELECT endpoint_id FROM done)
      RETURNING id
      """)
  abstract List<String> delivered(long seq, int code, Instant now);

  /**
   * Its endpoint has not heard it; one that has failed for too long is disabled.
   *
   * @param next when to try again; null to give it up
   * @param tooLong since when an endpoint may have failed at most
   * @return the endpoint, if that changed it
   */
  @Query(
      """
      WITH failed AS (
        UPDATE gateway.webhook_deliveries
        SET status = CASE WHEN :next::timestamptz IS NULL THEN 'failed' ELSE 'pending' END,
            attempts = attempts + 1, response_code = :code::integer, error = :error,
            last_attempt_at = :now, next_attempt_at = :next::timestamptz
        WHERE seq = :seq AND status = 'pending' RETURNING endpoint_id)
      UPDATE gateway.webhook_endpoints
      SET failing_since = coalesce(failing_since, :now::timestamptz),
          enabled = failing_since IS NULL,
          disabled_at = CASE WHEN failing_since IS NULL THEN NULL ELSE :now::timestamptz END
      WHERE enabled AND (failing_since IS NULL OR failing_since <= :tooLong)
        AND id IN (SELECT endpoint_id FROM failed)
      RETURNING id
      """)
  abstract List<String> failed(
      long seq,
      @Nullable Integer code,
      String error,
      Instant now,
      @Nullable Instant next,
      Instant tooLong);

  private static final String ROWS =
      """
      SELECT d.seq, event_id, type, status, attempts, response_code, error, d.created_at,
        last_attempt_at, next_attempt_at
      FROM gateway.webhook_deliveries d JOIN gateway.webhook_events v ON v.id = event_id
      WHERE endpoint_id = :endpoint
      """;

  /** The newest first. */
  @Query(ROWS + " AND (:before::bigint IS NULL OR d.seq < :before) ORDER BY d.seq DESC LIMIT :most")
  abstract List<Row> page(String endpoint, @Nullable Long before, int most);

  @Query(ROWS + " AND event_id = :event")
  abstract Optional<Row> find(String endpoint, String event);
}
