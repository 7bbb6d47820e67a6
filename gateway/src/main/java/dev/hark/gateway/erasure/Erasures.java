package dev.hark.gateway.erasure;

import dev.hark.gateway.database.PostgresFailures;
import dev.hark.gateway.http.Json;
import dev.hark.gateway.rpc.ErasureClient;
import dev.hark.gateway.webhook.WebhookEvent;
import dev.hark.gateway.webhook.WebhookEvents;
import dev.hark.runtime.id.Caller;
import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.id.Ids.ErasureId;
import dev.hark.runtime.id.Ids.ProjectId;
import dev.hark.runtime.id.Mode;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import io.micronaut.transaction.annotation.Transactional;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where deletions are noted, for all gateways: in PostgreSQL, with leases by its clock alone. Safe
 * for many threads; every call may throw a {@link dev.hark.gateway.error.FailureException}.
 */
@JdbcRepository(dialect = Dialect.POSTGRES)
@PostgresFailures.Translated
abstract class Erasures implements GenericRepository<ErasureRow, String> {
  /** A key that is bound to an end user knows of those of that end user alone. */
  private static final String VISIBLE =
      " AND project_id = :project AND mode = :mode"
          + " AND (:boundTo::text IS NULL OR end_user_id = :boundTo)";

  private final ErasureConfiguration times;
  private final WebhookEvents webhooks;

  Erasures(ErasureConfiguration times, WebhookEvents webhooks) {
    this.times = times;
    this.webhooks = webhooks;
  }

  /**
   * Notes a deletion, unless one of the same target goes on already; the one that does. It is left
   * to the caller for the time of a lease.
   */
  Erasure begin(Erasure wanted) {
    ErasureClient.Order order = wanted.order();
    Target target = wanted.target();
    Optional<Erasure> begun = Optional.empty();
    while (begun.isEmpty()) {
      // When another one was in the way, and ended before it could be read, this one is noted.
      List<String> added =
          add(
              wanted.id().value(),
              order.project().value(),
              order.mode().text(),
              target.type().text(),
              target.id(),
              target.owner().value(),
              order.key().value(),
              order.requestId(),
              order.eventId(),
              order.at(),
              seconds(times.lease()),
              stores());
      begun =
          added.isEmpty()
              ? pending(order.project(), order.mode(), Optional.empty(), target.type(), target.id())
              : Optional.of(wanted);
    }
    return begun.get();
  }

  @Query(
      """
      WITH noted AS (
        INSERT INTO gateway.erasures (id, project_id, mode, type, target_id, end_user_id, key_id,
          request_id, event_id, requested_at, next_attempt_at)
        VALUES (:id, :project, :mode, :type, :target, :owner, :key, :request, :event, :at,
          now() + make_interval(secs => :lease))
        ON CONFLICT (project_id, mode, type, target_id) WHERE completed_at IS NULL DO NOTHING
        RETURNING id)
      INSERT INTO gateway.erasure_stores (erasure_id, store)
      SELECT id, store FROM noted, unnest(:stores) AS store
      RETURNING store
      """)
  abstract List<String> add(
      String id,
      String project,
      String mode,
      String type,
      String target,
      String owner,
      String key,
      String request,
      String event,
      Instant at,
      double lease,
      String[] stores);

  /**
   * One that goes on.
   *
   * @param owner only when it is this end user's data; anybody's when empty
   */
  Optional<Erasure> pending(
      ProjectId project, Mode mode, Optional<EndUserId> owner, Target.Type type, String target) {
    return pending(type.text(), target, project.value(), mode.text(), text(owner))
        .map(ErasureRow::erasure);
  }

  @Query(
      "SELECT * FROM gateway.erasures WHERE completed_at IS NULL AND type = :type"
          + " AND target_id = :target"
          + VISIBLE)
  abstract Optional<ErasureRow> pending(
      String type, String target, String project, String mode, @Nullable String boundTo);

  /** How far one has come, if it is visible to such a caller. */
  Optional<Progress> find(ProjectId project, Mode mode, Optional<EndUserId> owner, ErasureId id) {
    return progress(find(id.value(), project.value(), mode.text(), text(owner)).stream().toList())
        .stream()
        .findFirst();
  }

  @Query("SELECT * FROM gateway.erasures WHERE id = :id" + VISIBLE)
  abstract Optional<ErasureRow> find(
      String id, String project, String mode, @Nullable String boundTo);

  @Query(
      """
      SELECT erasure_id, store, removed, completed_at FROM gateway.erasure_stores
      WHERE erasure_id = ANY (:erasures) ORDER BY array_position(:inOrder, store)
      """)
  abstract List<ErasureRow.Step> steps(String[] erasures, String[] inOrder);

  /** The stores last: of one that is completed no store is shown that is not. */
  private List<Progress> progress(List<ErasureRow> rows) {
    Map<String, List<ErasureRow.Step>> steps =
        steps(rows.stream().map(ErasureRow::id).toArray(String[]::new), stores()).stream()
            .collect(Collectors.groupingBy(ErasureRow.Step::erasureId));
    return rows.stream().map(row -> row.progress(steps.getOrDefault(row.id(), List.of()))).toList();
  }

  /**
   * Those of a page, the newest first, and one more if there are so many. What came by an event and
   * was done elsewhere is none of them: nobody asked for it here.
   */
  List<Progress> page(ErasurePage page) {
    Caller caller = page.caller();
    return progress(
        page(
            caller.project().value(),
            caller.mode().text(),
            text(caller.boundTo()),
            page.types().toArray(String[]::new),
            page.completed().orElse(null),
            page.after().map(ErasureId::value).orElse(null),
            page.limit() + 1));
  }

  @Query(
      "SELECT * FROM gateway.erasures WHERE key_id IS NOT NULL AND type = ANY (:types)"
          + " AND (:completed::boolean IS NULL OR (completed_at IS NOT NULL) = :completed)"
          + " AND (:after::text IS NULL OR id COLLATE \"C\" < :after)"
          + VISIBLE
          + " ORDER BY id COLLATE \"C\" DESC LIMIT :most")
  abstract List<ErasureRow> page(
      String project,
      String mode,
      @Nullable String boundTo,
      String[] types,
      @Nullable Boolean completed,
      @Nullable String after,
      int most);

  /** Where it still has to go. */
  Set<Store> open(ErasureId id) {
    return open(id.value()).stream()
        .map(Store::of)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Store.class)));
  }

  @Query(
      "SELECT store FROM gateway.erasure_stores"
          + " WHERE erasure_id = :erasure AND completed_at IS NULL")
  abstract List<String> open(String erasure);

  /** It is gone from a store. Counts of several attempts add up. */
  void done(ErasureId id, Store store, Map<String, Long> removed) {
    note(id.value(), store.text(), counts(removed), true);
  }

  /** Some of it is gone from a store, and more may come. */
  void removed(ErasureId id, Store store, Map<String, Long> removed) {
    note(id.value(), store.text(), counts(removed), false);
  }

  @Query(
      """
      UPDATE gateway.erasure_stores
      SET completed_at = CASE WHEN :done THEN coalesce(completed_at, now()) ELSE completed_at END,
          removed = (
            SELECT coalesce(jsonb_object_agg(kind, total), '{}') FROM (
              SELECT kind, sum(number::bigint) AS total FROM (
                SELECT * FROM jsonb_each_text(removed)
                UNION ALL SELECT * FROM jsonb_each_text(:counts::jsonb)) AS reports (kind, number)
              GROUP BY kind) AS sums)
      WHERE erasure_id = :erasure AND store = :store
      """)
  abstract void note(String erasure, String store, String counts, boolean done);

  /**
   * It is gone from everywhere: who wants to hear of that is told, once, as surely as this is
   * noted; of an end user nothing else is told any more.
   */
  @Transactional
  void complete(Erasure erasure) {
    ErasureClient.Order order = erasure.order();
    if (complete(erasure.id().value()) == 0) {
      return;
    }
    if (erasure.target() instanceof Target.EndUser(EndUserId endUser)) {
      webhooks.forget(order.project(), order.mode(), endUser);
    }
    webhooks.add(erasure.event());
  }

  @Query(
      """
      UPDATE gateway.erasures SET completed_at = now()
      WHERE id = :id AND completed_at IS NULL AND NOT EXISTS (
        SELECT 1 FROM gateway.erasure_stores
        WHERE erasure_id = erasures.id AND erasure_stores.completed_at IS NULL)
      """)
  abstract int complete(String id);

  /** It failed: it waits, the longer the oftener it has. */
  void postpone(ErasureId id) {
    postpone(id.value(), seconds(times.firstRetry()), seconds(times.longestRetry()));
  }

  @Query(
      """
      UPDATE gateway.erasures
      SET attempts = attempts + 1,
          next_attempt_at =
            now() + make_interval(secs => least(:longest, :first * 2 ^ least(attempts, 20)))
      WHERE id = :id
      """)
  abstract void postpone(String id, double first, double longest);

  /**
   * Notes a deletion that came by an event and is done elsewhere.
   *
   * @return whether it is the first of its target, this time or when it was heard before
   */
  boolean heard(WebhookEvent deletion, Target.Type type, String target) {
    String event = deletion.id().value();
    addHeard(
        event,
        deletion.project().value(),
        deletion.mode().text(),
        type.text(),
        target,
        deletion.createdAt());
    return isNoted(event);
  }

  @Query(
      """
      INSERT INTO gateway.erasures
        (id, project_id, mode, type, target_id, event_id, requested_at, next_attempt_at, completed_at)
      SELECT :event, :project, :mode, :type, :target, :event, :at, now(), now()
      WHERE NOT EXISTS (
        SELECT 1 FROM gateway.erasures
        WHERE project_id = :project AND mode = :mode AND type = :type AND target_id = :target)
      ON CONFLICT DO NOTHING
      """)
  abstract void addHeard(
      String event, String project, String mode, String type, String target, Instant at);

  @Query("SELECT EXISTS (SELECT 1 FROM gateway.erasures WHERE id = :id)")
  abstract boolean isNoted(String id);

  /** Takes up one whose time has come, for the time of a lease. */
  Optional<Erasure> takeDue() {
    return takeDue(seconds(times.lease())).stream().findFirst().map(ErasureRow::erasure);
  }

  @Query(
      """
      UPDATE gateway.erasures SET next_attempt_at = now() + make_interval(secs => :lease)
      WHERE id = (
        SELECT id FROM gateway.erasures
        WHERE completed_at IS NULL AND next_attempt_at <= now()
        ORDER BY next_attempt_at LIMIT 1 FOR UPDATE SKIP LOCKED)
      RETURNING *
      """)
  abstract List<ErasureRow> takeDue(double lease);

  private static String[] stores() {
    return Store.texts().toArray(String[]::new);
  }

  private static String counts(Map<String, Long> removed) {
    return new String(Json.bytes(removed), StandardCharsets.UTF_8);
  }

  private static @Nullable String text(Optional<EndUserId> owner) {
    return owner.map(EndUserId::value).orElse(null);
  }

  private static double seconds(Duration time) {
    return time.toMillis() / 1_000.0;
  }
}
