package dev.hark.gateway.idempotency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.hark.gateway.database.Statements;
import dev.hark.gateway.error.FailureException;
import dev.hark.gateway.error.Faults;
import dev.hark.gateway.http.Json;
import dev.hark.gateway.id.EndUserId;
import dev.hark.gateway.id.ProjectId;
import dev.hark.gateway.id.RecordingId;
import dev.hark.gateway.id.SessionId;
import dev.hark.gateway.key.Mode;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * What was done under which key, in PostgreSQL, where all gateways see it. One of those that claim
 * a request at the same time gets it. Safe for many threads; every call may throw a {@link
 * FailureException}.
 */
@Singleton
public final class IdempotencyRecords {
  /** A record that is too old is as good as none; one that nobody is at may be taken over. */
  private static final String CLAIM =
      """
      INSERT INTO gateway.idempotency AS kept
        (project_id, mode, bound_to, key, fingerprint, made_id, session_id, claim, lease_until)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, now() + make_interval(secs => ?))
      ON CONFLICT (project_id, mode, bound_to, key) DO UPDATE SET
        made_id = CASE WHEN kept.created_at <= now() - make_interval(secs => ?)
                       THEN excluded.made_id ELSE kept.made_id END,
        session_id = CASE WHEN kept.created_at <= now() - make_interval(secs => ?)
                          THEN excluded.session_id ELSE kept.session_id END,
        created_at = CASE WHEN kept.created_at <= now() - make_interval(secs => ?)
                          THEN excluded.created_at ELSE kept.created_at END,
        fingerprint = excluded.fingerprint, claim = excluded.claim,
        lease_until = excluded.lease_until, status = NULL, headers = NULL, body = NULL,
        told = false, end_user_id = NULL, keep = true,
        session_deleted = kept.session_deleted
                          AND kept.created_at > now() - make_interval(secs => ?)
      WHERE kept.created_at <= now() - make_interval(secs => ?)
         OR (kept.status IS NULL AND NOT kept.told AND kept.fingerprint = excluded.fingerprint
             AND (kept.lease_until IS NULL OR kept.lease_until <= now()))
      RETURNING made_id, session_deleted
      """;

  private static final String READ =
      """
      SELECT fingerprint, status, headers, body, told, made_id FROM gateway.idempotency
      WHERE project_id = ? AND mode = ? AND bound_to = ? AND key = ?
      """;

  private static final String ANSWER =
      """
      UPDATE gateway.idempotency
      SET claim = NULL, lease_until = NULL, status = ?, headers = ?::jsonb, body = ?,
          end_user_id = ?
      WHERE claim = ? AND keep
      """;

  private static final String TOLD =
      """
      UPDATE gateway.idempotency
      SET claim = NULL, lease_until = NULL, told = true, end_user_id = ?
      WHERE claim = ? AND keep
      """;

  private static final String RELEASE =
      "UPDATE gateway.idempotency SET claim = NULL, lease_until = NULL WHERE claim = ANY (?)";

  private static final String FORGET = "DELETE FROM gateway.idempotency WHERE claim = ?";

  private static final String RENEW =
      "UPDATE gateway.idempotency SET lease_until = now() + make_interval(secs => ?)"
          + " WHERE claim = ANY (?)";

  private static final String SWEEP =
      "DELETE FROM gateway.idempotency WHERE created_at <= now() - make_interval(secs => ?)";

  private static final String ERASE_END_USER =
      "DELETE FROM gateway.idempotency"
          + " WHERE project_id = ? AND mode = ? AND (end_user_id = ? OR bound_to = ?)";

  /**
   * What is done again then is done with the same ids, and finds nothing of the recording. Only its
   * owner's answers are read, which an index leads to.
   */
  private static final String REOPEN_NAMING =
      """
      UPDATE gateway.idempotency
      SET status = NULL, headers = NULL, body = NULL
      WHERE project_id = ? AND mode = ? AND end_user_id = ? AND position(? IN body) > 0
      """;

  private static final String REOPEN =
      """
      UPDATE gateway.idempotency
      SET status = NULL, headers = NULL, body = NULL
      WHERE project_id = ? AND mode = ? AND bound_to = ? AND key = ? AND status IS NOT NULL
      """;

  /** Whoever is at it answers its client, and keeps nothing of what may hold words erased since. */
  private static final String DO_NOT_KEEP =
      "UPDATE gateway.idempotency SET keep = false"
          + " WHERE project_id = ? AND mode = ? AND claim IS NOT NULL";

  private static final String WITHDRAW =
      """
      UPDATE gateway.idempotency
      SET status = NULL, headers = NULL, body = NULL, told = false, keep = false,
          session_deleted = true
      WHERE project_id = ? AND mode = ? AND session_id = ?
      """;

  private static final TypeReference<Map<String, String>> HEADERS = new TypeReference<>() {};

  private final Statements statements;
  private final IdempotencyConfiguration times;

  IdempotencyRecords(DataSource database, IdempotencyConfiguration times, Faults faults) {
    this.statements = new Statements(database, faults);
    this.times = times;
  }

  /**
   * Claims a request, if nobody has.
   *
   * @param madeId to be used when it was never begun
   * @param session that it is about
   */
  Claim claim(Named named, Fingerprint fingerprint, String madeId, Optional<String> session) {
    String claim = UUID.randomUUID().toString();
    // A record may go away between the two statements: then it is to be had.
    for (int attempts = 0; attempts < 3; attempts++) {
      Optional<Claim> found =
          take(named, fingerprint, madeId, session, claim).or(() -> read(named, fingerprint));
      if (found.isPresent()) {
        return found.get();
      }
    }
    return new Claim.InProgress();
  }

  private Optional<Claim> take(
      Named named, Fingerprint print, String madeId, Optional<String> session, String claim) {
    return statements.first(
        CLAIM,
        row -> new Claim.Ours(claim, row.getString("made_id"), row.getBoolean("session_deleted")),
        named.project().value(),
        named.mode().text(),
        named.boundTo(),
        named.key().value(),
        print.bytes(),
        madeId,
        session.orElse(null),
        claim,
        times.lease(),
        times.keep(),
        times.keep(),
        times.keep(),
        times.keep(),
        times.keep());
  }

  private Optional<Claim> read(Named named, Fingerprint print) {
    return statements.first(
        READ,
        row -> found(row, print),
        named.project().value(),
        named.mode().text(),
        named.boundTo(),
        named.key().value());
  }

  private static Claim found(ResultSet row, Fingerprint print) throws SQLException {
    if (!Arrays.equals(row.getBytes("fingerprint"), print.bytes())) {
      return new Claim.OfAnother();
    }
    if (row.getBoolean("told")) {
      return new Claim.Told(row.getString("made_id"));
    }
    int status = row.getInt("status");
    return row.wasNull()
        ? new Claim.InProgress()
        : new Claim.Answered(
            new KeptAnswer(status, headers(row.getString("headers")), row.getString("body")));
  }

  private static Map<String, String> headers(String json) {
    try {
      return Json.mapper().readValue(json, HEADERS);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("stored headers cannot be read", e);
    }
  }

  /**
   * Keeps an answer, unless it is not to be kept or somebody else has the claim by now.
   *
   * @param endUser whose words it holds
   */
  void answer(String claim, KeptAnswer answer, Optional<EndUserId> endUser) {
    int kept =
        statements.update(
            ANSWER,
            answer.status(),
            new String(Json.bytes(answer.headers()), StandardCharsets.UTF_8),
            answer.body(),
            endUser.map(EndUserId::value).orElse(null),
            claim);
    if (kept == 0) {
      release(claim);
    }
  }

  /**
   * Keeps that a turn was told, under the same conditions.
   *
   * @param endUser whose turn it is
   */
  void told(String claim, Optional<EndUserId> endUser) {
    if (statements.update(TOLD, endUser.map(EndUserId::value).orElse(null), claim) == 0) {
      release(claim);
    }
  }

  /** What was kept is not given again: the request may be done again, with the same ids. */
  void reopen(Named named) {
    statements.update(
        REOPEN, named.project().value(), named.mode().text(), named.boundTo(), named.key().value());
  }

  /** There is no answer: the request may be done again, with the same ids. */
  void release(String... claims) {
    statements.update(RELEASE, List.of(claims));
  }

  /** As if the request had never come. */
  void forget(String claim) {
    statements.update(FORGET, claim);
  }

  void renew(String... claims) {
    statements.update(RENEW, times.lease(), List.of(claims));
  }

  /** Removes what is too old. */
  public int sweep() {
    return statements.update(SWEEP, times.keep());
  }

  /**
   * Removes every record with words of an end user, or made with a key that is bound to it. A
   * request that is being done meanwhile is not kept.
   *
   * @return how many
   */
  public int erase(ProjectId project, Mode mode, EndUserId endUser) {
    statements.update(DO_NOT_KEEP, project.value(), mode.text());
    return statements.update(
        ERASE_END_USER, project.value(), mode.text(), endUser.value(), endUser.value());
  }

  /**
   * Removes every answer that names a recording; not its record: the same request is done again,
   * with the same ids, and nothing twice.
   *
   * @param owner whose recording it is: every answer that names it is about them
   * @return how many
   */
  public int erase(ProjectId project, Mode mode, EndUserId owner, RecordingId recording) {
    statements.update(DO_NOT_KEEP, project.value(), mode.text());
    String quoted = '"' + recording.value() + '"';
    return statements.update(REOPEN_NAMING, project.value(), mode.text(), owner.value(), quoted);
  }

  /**
   * Removes what was answered in a session, and keeps no answer of it that is under way. The same
   * requests are done again then: where the session is gone, they do not find it.
   */
  void withdraw(ProjectId project, Mode mode, SessionId session) {
    statements.update(WITHDRAW, project.value(), mode.text(), session.value());
  }
}
