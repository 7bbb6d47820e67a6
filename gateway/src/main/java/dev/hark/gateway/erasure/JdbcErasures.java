package dev.hark.gateway.erasure;

import dev.hark.gateway.database.Statements;
import dev.hark.gateway.error.Faults;
import dev.hark.gateway.http.Json;
import dev.hark.gateway.id.EndUserId;
import dev.hark.gateway.id.ErasureId;
import dev.hark.gateway.id.ProjectId;
import dev.hark.gateway.key.Mode;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;

/** Deletions in PostgreSQL. Leases go by its clock alone. */
@Singleton
final class JdbcErasures implements Erasures {
  private static final String ADD =
      """
      WITH noted AS (
        INSERT INTO gateway.erasures (id, project_id, mode, type, target_id, end_user_id, key_id,
          request_id, event_id, requested_at, next_attempt_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, now() + make_interval(secs => ?))
        ON CONFLICT (project_id, mode, type, target_id) WHERE completed_at IS NULL DO NOTHING
        RETURNING id)
      INSERT INTO gateway.erasure_stores (erasure_id, store)
      SELECT id, store FROM noted, unnest(?) AS store
      """;

  /** A key that is bound to an end user knows of those of that end user alone. */
  private static final String VISIBLE =
      " project_id = ? AND mode = ? AND (?::text IS NULL OR end_user_id = ?)";

  private static final String PENDING =
      "SELECT * FROM gateway.erasures WHERE completed_at IS NULL AND type = ? AND target_id = ? AND"
          + VISIBLE;

  private static final String FIND = "SELECT * FROM gateway.erasures WHERE id = ? AND" + VISIBLE;

  private static final String STORES =
      """
      SELECT store, removed, completed_at FROM gateway.erasure_stores WHERE erasure_id = ?
      ORDER BY array_position(?, store)
      """;

  private static final String OPEN =
      "SELECT store FROM gateway.erasure_stores WHERE erasure_id = ? AND completed_at IS NULL";

  private static final String DONE =
      """
      UPDATE gateway.erasure_stores
      SET completed_at = coalesce(completed_at, now()),
          removed = (
            SELECT coalesce(jsonb_object_agg(kind, total), '{}') FROM (
              SELECT kind, sum(number::bigint) AS total FROM (
                SELECT * FROM jsonb_each_text(removed)
                UNION ALL SELECT * FROM jsonb_each_text(?::jsonb)) AS reports (kind, number)
              GROUP BY kind) AS sums)
      WHERE erasure_id = ? AND store = ?
      """;

  private static final String COMPLETE =
      """
      UPDATE gateway.erasures SET completed_at = now()
      WHERE id = ? AND completed_at IS NULL AND NOT EXISTS (
        SELECT 1 FROM gateway.erasure_stores
        WHERE erasure_id = erasures.id AND erasure_stores.completed_at IS NULL)
      """;

  private static final String POSTPONE =
      """
      UPDATE gateway.erasures
      SET attempts = attempts + 1,
          next_attempt_at = now() + make_interval(secs => least(?, ? * 2 ^ least(attempts, 20)))
      WHERE id = ?
      """;

  private static final String TAKE =
      """
      UPDATE gateway.erasures SET next_attempt_at = now() + make_interval(secs => ?)
      WHERE id = (
        SELECT id FROM gateway.erasures
        WHERE completed_at IS NULL AND next_attempt_at <= now()
        ORDER BY next_attempt_at LIMIT 1 FOR UPDATE SKIP LOCKED)
      RETURNING *
      """;

  private final Statements statements;
  private final ErasureConfiguration times;

  JdbcErasures(DataSource database, ErasureConfiguration times, Faults faults) {
    this.statements = new Statements(database, faults);
    this.times = times;
  }

  @Override
  public Erasure begin(Erasure wanted) {
    Optional<Erasure> noted = note(wanted);
    while (noted.isEmpty()) {
      // Another one was in the way, and ended before it could be read: then this one is noted.
      noted = note(wanted);
    }
    return noted.get();
  }

  private Optional<Erasure> note(Erasure wanted) {
    var order = wanted.order();
    int added =
        statements.update(
            ADD,
            wanted.id().value(),
            order.project().value(),
            order.mode().text(),
            wanted.target().type().text(),
            wanted.target().id(),
            wanted.target().owner().value(),
            order.key().value(),
            order.requestId(),
            order.eventId(),
            order.at(),
            times.lease(),
            Store.texts());
    return added > 0
        ? Optional.of(wanted)
        : pending(
            order.project(),
            order.mode(),
            Optional.empty(),
            wanted.target().type(),
            wanted.target().id());
  }

  @Override
  public Optional<Erasure> pending(
      ProjectId project, Mode mode, Optional<EndUserId> owner, Target.Type type, String target) {
    String bound = owner.map(EndUserId::value).orElse(null);
    return statements.first(
        PENDING,
        ErasureRows::erasure,
        type.text(),
        target,
        project.value(),
        mode.text(),
        bound,
        bound);
  }

  @Override
  public Optional<Progress> find(
      ProjectId project, Mode mode, Optional<EndUserId> owner, ErasureId id) {
    String bound = owner.map(EndUserId::value).orElse(null);
    List<Progress.Step> steps =
        statements.list(STORES, ErasureRows::step, id.value(), Store.texts());
    return statements.first(
        FIND,
        row -> ErasureRows.progress(row, steps),
        id.value(),
        project.value(),
        mode.text(),
        bound,
        bound);
  }

  @Override
  public Set<Store> open(ErasureId id) {
    Set<Store> open = EnumSet.noneOf(Store.class);
    open.addAll(statements.list(OPEN, row -> Store.of(row.getString("store")), id.value()));
    return open;
  }

  @Override
  public void done(ErasureId id, Store store, Map<String, Long> removed) {
    String counts = new String(Json.bytes(removed), StandardCharsets.UTF_8);
    statements.update(DONE, counts, id.value(), store.text());
  }

  @Override
  public void complete(ErasureId id) {
    statements.update(COMPLETE, id.value());
  }

  @Override
  public void postpone(ErasureId id) {
    statements.update(POSTPONE, times.longestRetry(), times.firstRetry(), id.value());
  }

  @Override
  public Optional<Erasure> takeDue() {
    return statements.first(TAKE, ErasureRows::erasure, times.lease());
  }
}
