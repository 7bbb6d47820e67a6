package dev.hark.ask.session.jdbc;

import dev.hark.ask.session.Cursor;
import dev.hark.ask.session.Session;
import dev.hark.ask.session.Sessions.Page;
import dev.hark.ask.session.Sessions.PageRequest;
import dev.hark.ask.session.Sessions.SessionFilter;
import dev.hark.runtime.id.Caller;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Pages of sessions, latest activity first. The list is that of the moment when its first page was
 * read: a session that got a message since then would have moved to the front, past a reader who
 * has not come to it yet, and is listed where it was.
 *
 * <p>Statements are put together here, not by a repository: each combination of filters has its own
 * plan. With conditions that may be absent PostgreSQL would sooner or later take one plan for all
 * of them, which reads the sessions of the whole project for those of one end user.
 */
@Singleton
final class SessionList {
  /**
   * Sessions whose titles are read one after the other before the index of title parts is asked. A
   * part that one title in 240 holds fills a page of 20 from these, in 3 ms; what is rarer has so
   * few matches that they can be sorted.
   */
  private static final int NEWEST = 8_000;

  /** With what this statement sees, which is looked up once for all rows. */
  private static final String SELECT =
      "SELECT *, last_message_at AS place, (SELECT pg_current_snapshot()::text) AS seen FROM ";

  private static final String NEWEST_FIRST = " ORDER BY last_message_at DESC, id DESC LIMIT ";

  private static final String ALL = SELECT + "ask.sessions WHERE %s" + NEWEST_FIRST + ":limit";

  private static final String AMONG_THE_NEWEST =
      SELECT
          + "(SELECT * FROM ask.sessions WHERE %s"
          + NEWEST_FIRST
          + ":newest) newest WHERE %s"
          + NEWEST_FIRST
          + ":limit";

  /** The planner shall find first and sort then: it cannot know how rare a part is. */
  private static final String BY_PARTS =
      "WITH found AS MATERIALIZED (SELECT * FROM ask.sessions WHERE %s AND %s AND %s) "
          + SELECT
          + "found"
          + NEWEST_FIRST
          + ":limit";

  private static final String UNMOVED =
      " AND (last_message_at, id) < (:time, :id) AND ask.seen(moved_in, :seen::pg_snapshot)";

  /** What moved since the list was begun, and stood behind the cursor then. */
  private static final String MOVED =
      """
      SELECT * FROM (
        SELECT *, coalesce(
            (SELECT message.created_at FROM ask.messages message
             WHERE message.session_id = sessions.id
               AND ask.seen(message.added_in, :seen::pg_snapshot)
             ORDER BY message.position DESC LIMIT 1),
            created_at) AS place,
          '' AS seen
        FROM ask.sessions
        WHERE %s AND %s AND moved_in >= pg_snapshot_xmin(:seen::pg_snapshot)
          AND NOT ask.seen(moved_in, :seen::pg_snapshot)) moved
      WHERE (place, id) < (:time, :id)
      ORDER BY place DESC, id DESC LIMIT :limit
      """;

  private static final Pattern NAME = Pattern.compile("(?<!:):([a-z]+\\d*)");

  private final JdbcOperations operations;

  SessionList(JdbcOperations operations) {
    this.operations = operations;
  }

  /**
   * A session and where it stands in the list.
   *
   * @param place its latest activity as the list has it
   * @param seen by the statement that found it; empty when it moved since the list was begun
   */
  private record Placed(Session session, Instant place, String seen) {
    static final Comparator<Placed> ORDER =
        Comparator.comparing(Placed::place)
            .thenComparing(placed -> placed.session().id().value())
            .reversed();
  }

  Page<Session> read(Caller caller, SessionFilter filter, PageRequest page) {
    List<String> ways = filter.titleHolds().map(TitleForm::waysToWrite).orElse(List.of());
    Map<String, Object> values = values(caller, filter, page, ways);
    String mine = conditions(caller, filter);
    String titled = anyOf(ways, "title_form LIKE :holds%d");
    // In one statement, so that a session that moves meanwhile is not in both.
    String moved =
        page.after().isEmpty() ? "" : " UNION ALL (" + MOVED.formatted(mine, titled) + ")";
    String where = page.after().isEmpty() ? mine : mine + UNMOVED;
    if (ways.isEmpty()) {
      return page(select("(" + ALL.formatted(where) + ")" + moved, values), page);
    }
    List<Placed> found =
        select("(" + AMONG_THE_NEWEST.formatted(where, titled) + ")" + moved, values);
    if (found.stream().filter(placed -> !placed.seen().isEmpty()).count() <= page.limit()) {
      String parts =
          anyOf(
              ways,
              "ask.title_parts(project_id, mode, title_form)"
                  + " @> ask.parts_of_query(:project, :mode, :way%d)");
      found = select("(" + BY_PARTS.formatted(where, titled, parts) + ")" + moved, values);
    }
    return page(found, page);
  }

  private static Page<Session> page(List<Placed> found, PageRequest page) {
    List<Placed> shown = found.stream().sorted(Placed.ORDER).limit(page.limit()).toList();
    List<Session> sessions = shown.stream().map(Placed::session).toList();
    if (found.size() <= page.limit()) {
      return new Page<>(sessions, Optional.empty());
    }
    Placed last = shown.getLast();
    String seen = page.after().map(Cursor::seen).orElse(last.seen());
    long micros = ChronoUnit.MICROS.between(Instant.EPOCH, last.place());
    return new Page<>(sessions, Optional.of(new Cursor(micros, last.session().id().value(), seen)));
  }

  private static String conditions(Caller caller, SessionFilter filter) {
    return "project_id = :project AND mode = :mode"
        + (caller.boundTo().isPresent() ? " AND end_user_id = :bound" : "")
        + (filter.owner().isPresent() ? " AND end_user_id = :owner" : "")
        + (filter.type().isPresent() ? " AND scope_type = :type" : "")
        + (filter.recording().isPresent() ? " AND recording_ids @> ARRAY[:recording]::text[]" : "");
  }

  private static String anyOf(List<String> ways, String condition) {
    return ways.isEmpty()
        ? "true"
        : IntStream.range(0, ways.size())
            .mapToObj(condition::formatted)
            .collect(Collectors.joining(" OR ", "(", ")"));
  }

  private static Map<String, Object> values(
      Caller caller, SessionFilter filter, PageRequest page, List<String> ways) {
    Map<String, Object> values = new HashMap<>();
    values.put("project", caller.project().value());
    values.put("mode", caller.mode().text());
    values.put("limit", page.limit() + 1);
    values.put("newest", NEWEST);
    caller.boundTo().ifPresent(id -> values.put("bound", id.value()));
    filter.owner().ifPresent(id -> values.put("owner", id.value()));
    filter.type().ifPresent(type -> values.put("type", type.name().toLowerCase(Locale.ROOT)));
    filter.recording().ifPresent(id -> values.put("recording", id.value()));
    for (int i = 0; i < ways.size(); i++) {
      values.put("way" + i, ways.get(i));
      values.put("holds" + i, pattern(ways.get(i)));
    }
    page.after()
        .ifPresent(
            after -> {
              Instant time = Instant.EPOCH.plus(after.time(), ChronoUnit.MICROS);
              values.put("time", time.atOffset(ZoneOffset.UTC));
              values.put("id", after.id());
              values.put("seen", after.seen());
            });
    return values;
  }

  /** Every character stands for itself. */
  private static String pattern(String part) {
    return "%" + part.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
  }

  private List<Placed> select(String sql, Map<String, Object> values) {
    List<Object> bound = new ArrayList<>();
    String text =
        NAME.matcher(sql)
            .replaceAll(
                name -> {
                  bound.add(Objects.requireNonNull(values.get(name.group(1)), name.group(1)));
                  return "?";
                });
    return operations.execute(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(text)) {
            for (int i = 0; i < bound.size(); i++) {
              statement.setObject(i + 1, bound.get(i));
            }
            return read(statement.executeQuery());
          }
        });
  }

  /** The columns beside those of a session have no entity of their own. */
  private List<Placed> read(ResultSet rows) throws SQLException {
    List<Placed> found = new ArrayList<>();
    while (rows.next()) {
      found.add(
          new Placed(
              operations.readEntity(rows, SessionRow.class).session(),
              rows.getTimestamp("place").toInstant(),
              rows.getString("seen")));
    }
    return found;
  }
}
