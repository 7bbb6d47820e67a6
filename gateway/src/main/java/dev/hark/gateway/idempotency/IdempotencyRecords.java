package dev.hark.gateway.idempotency;

import dev.hark.gateway.database.PostgresFailures;
import dev.hark.gateway.error.FailureException;
import dev.hark.gateway.http.Json;
import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.id.Ids.ProjectId;
import dev.hark.runtime.id.Ids.RecordingId;
import dev.hark.runtime.id.Ids.SessionId;
import dev.hark.runtime.id.Mode;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.DataType;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What was done under which key, in PostgreSQL, where all gateways see it. One of those that claim
 * a request at the same time gets it. Safe for many threads; every call may throw a {@link
 * FailureException}.
 */
@JdbcRepository(dialect = Dialect.POSTGRES)
@PostgresFailures.Translated
public abstract class IdempotencyRecords
    implements GenericRepository<IdempotencyRecords.Kept, String> {
  private static final String OF_THE_KEY =
      " WHERE project_id = :project AND mode = :mode AND bound_to = :boundTo AND key = :key";

  private static final String WITHOUT_ANSWER =
      "UPDATE gateway.idempotency SET status = NULL, headers = NULL, body = NULL";

  private final double keep;
  private final double lease;

  IdempotencyRecords(IdempotencyConfiguration times) {
    this.keep = seconds(times.keep());
    this.lease = seconds(times.lease());
  }

  private static double seconds(Duration time) {
    return time.toMillis() / 1_000.0;
  }

  /**
   * Claims a request, if nobody has.
   *
   * @param madeId to be used when it was never begun
   * @param session that it is about
   */
  Claim claim(KeyedRequest named, String madeId, Optional<String> session) {
    String claim = UUID.randomUUID().toString();
    String project = named.project().value();
    String mode = named.mode().text();
    // A record may go away between the two statements: then it is to be had.
    for (int attempts = 0; attempts < 3; attempts++) {
      List<Taken> taken =
          take(
              project,
              mode,
              named.boundTo(),
              named.key(),
              named.fingerprint(),
              madeId,
              session.orElse(null),
              claim,
              lease,
              keep);
      if (!taken.isEmpty()) {
        return new Claim.Ours(claim, taken.getFirst().madeId(), taken.getFirst().sessionDeleted());
      }
      Optional<Kept> kept = read(project, mode, named.boundTo(), named.key());
      if (kept.isPresent()) {
        return kept.get().claim(named.fingerprint());
      }
    }
    return new Claim.InProgress();
  }

  /** A record that is too old is as good as none; one that nobody is at may be taken over. */
  @Query(
      """
      INSERT INTO gateway.idempotency AS kept
        (project_id, mode, bound_to, key, fingerprint, made_id, session_id, claim, lease_until)
      VALUES (:project, :mode, :boundTo, :key, decode(:fingerprint, 'hex'), :madeId, :session, :claim,
        now() + make_interval(secs => :lease))
      ON CONFLICT (project_id, mode, bound_to, key) DO UPDATE SET
        made_id = CASE WHEN kept.created_at <= now() - make_interval(secs => :keep)
                       THEN excluded.made_id ELSE kept.made_id END,
        session_id = CASE WHEN kept.created_at <= now() - make_interval(secs => :keep)
                          THEN excluded.session_id ELSE kept.session_id END,
        created_at = CASE WHEN kept.created_at <= now() - make_interval(secs => :keep)
                          THEN excluded.created_at ELSE kept.created_at END,
        fingerprint = excluded.fingerprint, claim = excluded.claim,
        lease_until = excluded.lease_until, status = NULL, headers = NULL, body = NULL,
        told = false, end_user_id = NULL, keep = true,
        session_deleted = kept.session_deleted
                          AND kept.created_at > now() - make_interval(secs => :keep)
      WHERE kept.created_at <= now() - make_interval(secs => :keep)
         OR (kept.status IS NULL AND NOT kept.told AND kept.fingerprint = excluded.fingerprint
             AND (kept.lease_until IS NULL OR kept.lease_until <= now()))
      RETURNING made_id, session_deleted
      """)
  abstract List<Taken> take(
      String project,
      String mode,
      String boundTo,
      String key,
      String fingerprint,
      String madeId,
      @Nullable String session,
      String claim,
      double lease,
      double keep);

  /** Of a request that is the caller's to do. */
  @MappedEntity
  record Taken(String madeId, boolean sessionDeleted) {}

  @Query(
      "SELECT encode(fingerprint, 'hex') AS fingerprint, status, headers, body, told, made_id"
          + " FROM gateway.idempotency"
          + OF_THE_KEY)
  abstract Optional<Kept> read(String project, String mode, String boundTo, String key);

  /** Of a request that somebody does, or did. */
  @MappedEntity
  record Kept(
      String fingerprint,
      @Nullable Integer status,
      @Nullable @TypeDef(type = DataType.JSON) Map<String, String> headers,
      @Nullable String body,
      boolean told,
      String madeId) {

    Claim claim(String asked) {
      if (!fingerprint.equals(asked)) {
        return new Claim.OfAnother();
      }
      if (told) {
        return new Claim.Streamed(madeId);
      }
      return status == null || headers == null || body == null
          ? new Claim.InProgress()
          : new Claim.Answered(new KeptAnswer(status, headers, body));
    }
  }

  /**
   * Keeps an answer, unless it is not to be kept or somebody else has the claim by now.
   *
   * @param endUser whose words it holds
   */
  void answer(String claim, KeptAnswer answer, Optional<EndUserId> endUser) {
    String headers = new String(Json.bytes(answer.headers()), StandardCharsets.UTF_8);
    if (answer(claim, answer.status(), headers, answer.body(), text(endUser)) == 0) {
      release(claim);
    }
  }

  @Query(
      """
      UPDATE gateway.idempotency
      SET claim = NULL, lease_until = NULL, status = :status, headers = :headersJson::jsonb,
          body = :body, end_user_id = :endUser
      WHERE claim = :claim AND keep
      """)
  abstract int answer(
      String claim, int status, String headersJson, String body, @Nullable String endUser);

  /**
   * Keeps that a turn was told, under the same conditions.
   *
   * @param endUser whose turn it is
   */
  void told(String claim, Optional<EndUserId> endUser) {
    if (told(claim, text(endUser)) == 0) {
      release(claim);
    }
  }

  @Query(
      """
      UPDATE gateway.idempotency
      SET claim = NULL, lease_until = NULL, told = true, end_user_id = :endUser
      WHERE claim = :claim AND keep
      """)
  abstract int told(String claim, @Nullable String endUser);

  private static @Nullable String text(Optional<EndUserId> endUser) {
    return endUser.map(EndUserId::value).orElse(null);
  }

  /** What was kept is not given again: the request may be done again, with the same ids. */
  void reopen(KeyedRequest named) {
    reopen(named.project().value(), named.mode().text(), named.boundTo(), named.key());
  }

  @Query(WITHOUT_ANSWER + OF_THE_KEY + " AND status IS NOT NULL")
  abstract void reopen(String project, String mode, String boundTo, String key);

  /** There is no answer: the request may be done again, with the same ids. */
  @Query(
      "UPDATE gateway.idempotency SET claim = NULL, lease_until = NULL"
          + " WHERE claim = ANY (:claims)")
  abstract void release(String... claims);

  /** As if the request had never come. */
  @Query("DELETE FROM gateway.idempotency WHERE claim = :claim")
  abstract void forget(String claim);

  void renew(String... claims) {
    renew(lease, claims);
  }

  @Query(
      "UPDATE gateway.idempotency SET lease_until = now() + make_interval(secs => :lease)"
          + " WHERE claim = ANY (:claims)")
  abstract void renew(double lease, String[] claims);

  /** Removes what is too old. */
  public int sweep() {
    return sweep(keep);
  }

  @Query("DELETE FROM gateway.idempotency WHERE created_at <= now() - make_interval(secs => :keep)")
  abstract int sweep(double keep);

  /**
   * Removes every record with words of an end user, or made with a key that is bound to it. A
   * request that is being done meanwhile is not kept.
   *
   * @return how many
   */
  public int erase(ProjectId project, Mode mode, EndUserId endUser) {
    doNotKeep(project.value(), mode.text());
    return eraseEndUser(project.value(), mode.text(), endUser.value());
  }

  @Query(
      "DELETE FROM gateway.idempotency WHERE project_id = :project AND mode = :mode"
          + " AND (end_user_id = :endUser OR bound_to = :endUser)")
  abstract int eraseEndUser(String project, String mode, String endUser);

  /**
   * Removes every answer that names a recording; not its record: the same request is done again,
   * with the same ids, and nothing twice, and finds nothing of the recording.
   *
   * @param owner whose recording it is: every answer that names it is about them
   * @return how many
   */
  public int erase(ProjectId project, Mode mode, EndUserId owner, RecordingId recording) {
    doNotKeep(project.value(), mode.text());
    String quoted = '"' + recording.value() + '"';
    return reopenNaming(project.value(), mode.text(), owner.value(), quoted);
  }

  /** Only its owner's answers are read, which an index leads to. */
  @Query(
      WITHOUT_ANSWER
          + " WHERE project_id = :project AND mode = :mode AND end_user_id = :owner"
          + " AND position(:quoted IN body) > 0")
  abstract int reopenNaming(String project, String mode, String owner, String quoted);

  /** Whoever is at it answers its client, and keeps nothing of what may hold words erased since. */
  @Query(
      "UPDATE gateway.idempotency SET keep = false"
          + " WHERE project_id = :project AND mode = :mode AND claim IS NOT NULL")
  abstract void doNotKeep(String project, String mode);

  /**
   * Removes what was answered in a session, and keeps no answer of it that is under way. The same
   * requests are done again then: where the session is gone, they do not find it.
   */
  void withdraw(ProjectId project, Mode mode, SessionId session) {
    withdraw(project.value(), mode.text(), session.value());
  }

  @Query(
      WITHOUT_ANSWER
          + ", told = false, keep = false, session_deleted = true"
          + " WHERE project_id = :project AND mode = :mode AND session_id = :session")
  abstract void withdraw(String project, String mode, String session);
}
