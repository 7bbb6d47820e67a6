package dev.hark.ask.session.jdbc;

import dev.hark.ask.id.Caller;
import dev.hark.ask.session.Cursor;
import dev.hark.ask.session.Page;
import dev.hark.ask.session.PageRequest;
import dev.hark.ask.session.Scope;
import dev.hark.ask.session.Session;
import dev.hark.ask.session.SessionFilter;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One page of sessions, latest activity first. The list is that of the moment when its first page
 * was read: a session that got a message since then would have moved to the front, past a reader
 * who has not come to it yet, and is listed where it was.
 */
final class SessionList {
  /**
   * Sessions whose titles are read one after the other before the index of title parts is asked. A
   * part that one title in 240 holds fills a page of 20 from these, in 3 ms; what is rarer has so
   * few matches that they can be sorted.
   */
  private static final int NEWEST = 8_000;

  /** With what this statement sees, which is looked up once for all rows. */
  private static final String SELECT =
      "SELECT *, last_message_at AS place, (SELECT pg_current_snapshot()::text) AS seen FROM";

  private static final String ORDER = " ORDER BY last_message_at DESC, id DESC LIMIT ?";

  private final Caller caller;
  private final SessionFilter filter;
  private final PageRequest page;

  /** Of what a title is to hold; none when any will do. */
  private final List<String> waysToWrite;

  SessionList(Caller caller, SessionFilter filter, PageRequest page) {
    this.caller = caller;
    this.filter = filter;
    this.page = page;
    this.waysToWrite = filter.titleHolds().map(TitleForm::waysToWrite).orElse(List.of());
  }

  /**
   * A session and where it stands in the list.
   *
   * @param place its latest activity as the list has it
   * @param seen by the statement that found it; empty when that is not asked for
   */
  private record Placed(Session session, Instant place, String seen) {
    static final Comparator<Placed> ORDER =
        Comparator.comparing(Placed::place)
            .thenComparing(placed -> placed.session().id().value())
            .reversed();

    static Placed read(ResultSet row) throws SQLException {
      return new Placed(SessionRows.read(row), Sql.time(row, "place"), row.getString("seen"));
    }
  }

  Page<Session> read(Connection connection) throws SQLException {
    Optional<Cursor> after = page.after();
    if (after.isPresent()) {
      // Two looks at the same moment: a session that moves between them must not be in both.
      var unused = Sql.of("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ").update(connection);
    }
    List<Placed> found = new ArrayList<>(unmoved(connection));
    if (after.isPresent()) {
      found.addAll(moved(after.get()).list(connection, Placed::read));
      found.sort(Placed.ORDER);
    }
    if (found.size() <= page.limit()) {
      return new Page<>(found.stream().map(Placed::session).toList(), Optional.empty());
    }
    List<Placed> shown = found.subList(0, page.limit());
    Placed last = shown.getLast();
    String seen = after.map(Cursor::seen).orElse(last.seen());
    return new Page<>(
        shown.stream().map(Placed::session).toList(),
        Optional.of(new Cursor(micros(last.place()), last.session().id().value(), seen)));
  }

  private List<Placed> unmoved(Connection connection) throws SQLException {
    if (waysToWrite.isEmpty()) {
      return Sql.of(SELECT)
          .and("ask.sessions")
          .and(where())
          .and(ORDER, page.limit() + 1)
          .list(connection, Placed::read);
    }
    List<Placed> among = amongTheNewest().list(connection, Placed::read);
    return among.size() > page.limit() ? among : byParts().list(connection, Placed::read);
  }

  private Sql amongTheNewest() {
    return Sql.of(SELECT)
        .and("(SELECT * FROM ask.sessions")
        .and(where())
        .and(ORDER, NEWEST)
        .and(") newest WHERE")
        .and(titleHolds())
        .and(ORDER, page.limit() + 1);
  }

  /** The planner shall find first and sort then: it cannot know how rare a part is. */
  private Sql byParts() {
    return Sql.of("WITH found AS MATERIALIZED (SELECT * FROM ask.sessions")
        .and(where())
        .and("AND")
        .and(titleHolds())
        .and("AND")
        .and(titleHasParts())
        .and(")")
        .and(SELECT)
        .and("found")
        .and(ORDER, page.limit() + 1);
  }

  private Sql titleHolds() {
    Sql any = Sql.of("(false");
    waysToWrite.forEach(way -> any.and("OR title_form LIKE ?", pattern(way)));
    return any.and(")");
  }

  private Sql titleHasParts() {
    Sql any = Sql.of("(false");
    waysToWrite.forEach(
        way ->
            any.and(
                "OR ask.title_parts(project_id, mode, title_form) @> ask.parts_of_query(?, ?, ?)",
                caller.project().value(),
                Sql.mode(caller),
                way));
    return any.and(")");
  }

  /** What moved since the list was begun, and stood behind the cursor then. */
  private Sql moved(Cursor after) {
    Sql moved =
        Sql.of(
                """
                SELECT * FROM (
                  SELECT *, '' AS seen, coalesce(
                    (SELECT message.created_at FROM ask.messages message
                     WHERE message.session_id = sessions.id
                       AND ask.seen(message.added_in, ?::pg_snapshot)
                     ORDER BY message.position DESC LIMIT 1),
                    created_at) AS place
                  FROM ask.sessions
                """,
                after.seen())
            .and(conditions())
            .and("AND moved_in >= pg_snapshot_xmin(?::pg_snapshot)", after.seen())
            .and("AND NOT ask.seen(moved_in, ?::pg_snapshot)", after.seen());
    if (!waysToWrite.isEmpty()) {
      moved.and("AND").and(titleHolds());
    }
    return moved
        .and(") moved WHERE (place, id) < (?, ?)", instant(after.time()), after.id())
        .and("ORDER BY place DESC, id DESC LIMIT ?", page.limit() + 1);
  }

  private Sql where() {
    Sql where = conditions();
    page.after()
        .ifPresent(
            after ->
                where
                    .and("AND (last_message_at, id) < (?, ?)", instant(after.time()), after.id())
                    .and("AND ask.seen(moved_in, ?::pg_snapshot)", after.seen()));
    return where;
  }

  private Sql conditions() {
    Sql where = Sql.of("WHERE").visibleTo(caller);
    filter.owner().ifPresent(owner -> where.and("AND end_user_id = ?", owner.value()));
    filter.type().ifPresent(type -> where.and("AND scope_type = ?", lower(type)));
    filter.recording().ifPresent(id -> where.and("AND recording_ids @> ?", List.of(id.value())));
    return where;
  }

  private static String lower(Scope.Type type) {
    return type.name().toLowerCase(Locale.ROOT);
  }

  /** Every character stands for itself. */
  private static String pattern(String part) {
    return "%" + part.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
  }

  private static long micros(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }

  private static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
