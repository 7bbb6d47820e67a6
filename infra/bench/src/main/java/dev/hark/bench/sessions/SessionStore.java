package dev.hark.bench.sessions;

import dev.hark.ask.session.Cursor;
import dev.hark.ask.session.Session;
import dev.hark.ask.session.Sessions;
import dev.hark.ask.session.Sessions.Page;
import dev.hark.ask.session.Sessions.PageRequest;
import dev.hark.ask.session.jdbc.AskSchema;
import dev.hark.runtime.id.Caller;
import dev.hark.runtime.id.Ids.ProjectId;
import dev.hark.runtime.id.Mode;
import io.micronaut.context.ApplicationContext;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;

/** ask-service's own store of sessions over a database. */
final class SessionStore implements AutoCloseable {
  private static final int LIMIT = 20;
  private static final int WARM_UP = 30;

  /** A session a minute, each used for up to a day; the rarer words stand in some titles. */
  private static final String FILL =
      """
      INSERT INTO ask.sessions (id, project_id, mode, end_user_id, scope_type, recording_ids,
        recording_title, title, title_form, message_count, last_position, last_message_at,
        last_model, last_provider, created_at, updated_at)
      SELECT 'as_' || lpad(i::text, 12, '0'), 'proj_big', 'live', 'eu_' || i % 1000,
        CASE WHEN i % 10000 = 5 THEN 'selected' ELSE 'library' END,
        CASE WHEN i % 10000 = 5 THEN ARRAY['rec_' || i] ELSE '{}' END, NULL, title, lower(title),
        2, 2, begun + i * 7919 % 1440 * interval '1 minute', 'm-1', 'local', begun,
        begun + i * 7919 % 1440 * interval '1 minute'
      FROM (
        SELECT i, begun,
          (ARRAY['Standup', 'Planning', 'Launch', 'Customer call', 'Retro'])[1 + i % 5] || ' notes '
          || to_char(begun, 'DD Mon YYYY')
          || CASE WHEN i % 10 = 3 THEN ' tenth' ELSE '' END
          || CASE WHEN i % 100 = 7 THEN ' hundredth' ELSE '' END
          || CASE WHEN i % 300 = 11 THEN ' quarterly' ELSE '' END
          || CASE WHEN i % 1000 = 13 THEN ' thousandth' ELSE '' END
          || CASE WHEN i % 10000 = 17 THEN ' offsite' ELSE '' END
          || CASE WHEN i = 77 THEN ' zyzzyva' ELSE '' END AS title
        FROM (
          SELECT i, timestamptz '2024-01-01' + i * interval '1 minute' AS begun
          FROM generate_series(1::bigint, ?) i) numbered) titled
      """;

  private final String url;
  private final ApplicationContext context;
  private final Sessions sessions;
  private final Caller caller =
      new Caller(new ProjectId("proj_big"), Mode.LIVE, Optional.empty(), Set.of(), "", "req_bench");

  SessionStore(String url) {
    this.url = url;
    this.context =
        ApplicationContext.run(
            Map.of(
                "datasources.default.url",
                url,
                "datasources.default.username",
                "postgres",
                // Of the whole service, which is not here.
                "micronaut.health.monitor.enabled",
                false,
                "micronaut.lifecycle.graceful-shutdown.enabled",
                false));
    AskSchema.migrate(context.getBean(DataSource.class));
    this.sessions = context.getBean(Sessions.class);
  }

  void fill(int count) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url, "postgres", "");
        PreparedStatement fill = connection.prepareStatement(FILL);
        Statement statement = connection.createStatement()) {
      String titleIndex = titleIndex(statement);
      statement.execute("DROP INDEX ask.sessions_by_title");
      fill.setLong(1, count);
      fill.execute();
      statement.execute("SET maintenance_work_mem = '512MB'");
      statement.execute(titleIndex);
      statement.execute("VACUUM ANALYZE ask.sessions");
    }
  }

  /**
   * How the index of title parts is made. Each title has about a hundred parts: made over all
   * titles at once it takes a fraction of the time that it takes row by row.
   */
  private static String titleIndex(Statement statement) throws SQLException {
    try (ResultSet definition =
        statement.executeQuery("SELECT pg_get_indexdef('ask.sessions_by_title'::regclass)")) {
      definition.next();
      return definition.getString(1);
    }
  }

  List<Duration> time(ListedPage kind, int pages) {
    Optional<Cursor> after = Optional.empty();
    for (int i = 0; i < kind.pagesBefore(); i++) {
      after = list(kind, after).next();
    }
    List<Duration> times = new ArrayList<>();
    for (int i = 0; i < WARM_UP + pages; i++) {
      long begun = System.nanoTime();
      list(kind, after);
      if (i >= WARM_UP) {
        times.add(Duration.ofNanos(System.nanoTime() - begun));
      }
    }
    return times;
  }

  private Page<Session> list(ListedPage kind, Optional<Cursor> after) {
    return sessions.list(caller, kind.filter(), new PageRequest(LIMIT, after));
  }

  @Override
  public void close() {
    context.close();
  }
}
