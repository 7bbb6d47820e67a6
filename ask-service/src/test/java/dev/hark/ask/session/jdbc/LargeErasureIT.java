package dev.hark.ask.session.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hark.ask.Fixtures;
import dev.hark.ask.session.Erasures;
import dev.hark.ask.session.Erasures.Erased;
import dev.hark.ask.session.Sessions;
import dev.hark.runtime.id.Caller;
import dev.hark.runtime.id.Ids.RecordingId;
import dev.hark.stack.SharedStack;
import io.micronaut.context.ApplicationContext;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Erasures of more than one statement can remove before its connection gives up. */
class LargeErasureIT {
  private static final int SESSIONS = 1_200;
  private static final int TURNS = 40_000;

  private final Caller caller = Fixtures.caller("large");

  /**
   * Half of all turns are in one session, the others in all. Of one in three answers it is noted
   * what their sentences rest on; of the others some rest on those before them.
   */
  private static final String FILL =
      """
      INSERT INTO ask.sessions (id, project_id, mode, end_user_id, scope_type, recording_ids, title,
        last_message_at, created_at, updated_at)
      SELECT 'as_' || i, '%1$s', 'live', 'eu_maya', 'library', '{}', 't', now(), now(), now()
      FROM generate_series(0, %2$d - 1) i;

      INSERT INTO ask.messages (id, session_id, position, role, content, answered, created_at)
      SELECT 'msg_q' || i, 'as_' || CASE WHEN i %% 2 = 0 THEN 0 ELSE i %% %2$d END, 2 * i + 1, 'user',
        'When?', true, now()
      FROM generate_series(0, %3$d - 1) i;

      INSERT INTO ask.messages (id, session_id, position, role, content, answered, answers, parts,
        model, provider, finish_reason, given, sentences, created_at, input_tokens, output_tokens,
        cached_tokens)
      SELECT 'msg_a' || i, 'as_' || CASE WHEN i %% 2 = 0 THEN 0 ELSE i %% %2$d END, 2 * i + 2,
        'assistant', CASE WHEN i %% 3 = 1 THEN 'In May. In June.' ELSE 'In May.' END, true,
        'msg_q' || i,
        CASE WHEN i %% 3 = 1 THEN '[{"text":"In May."},{"recording_id":"rec_may","start_ms":1},
            {"text":" In June."},{"recording_id":"rec_june","start_ms":1}]'::jsonb
          WHEN i > 2 * %2$d AND i %% 7 = 6 THEN '[{"text":"In May."}]'::jsonb
          ELSE '[{"text":"In May."},{"recording_id":"rec_may","start_ms":1}]' END,
        'm-1', 'openai', 'stop',
        CASE WHEN i %% 3 = 1 THEN '{rec_may,rec_june}'::text[] ELSE '{}' END,
        CASE WHEN i %% 3 = 1 THEN '{"recordings":["rec_may","rec_june"],
            "sentences":[{"end":7,"rests_on":[[0]]},{"end":16,"rests_on":[[1]]}]}'::jsonb END, now(), 1, 1, 0
      FROM generate_series(0, %3$d - 1) i;
      """;

  @Test
  void endsStepByStep() throws SQLException {
    String url = SharedStack.get().createDatabase("ask_large_" + new Random().nextInt(1 << 30));
    try (ApplicationContext context =
            ApplicationContext.run(
                Map.of(
                    "datasources.default.url",
                    url,
                    "datasources.default.username",
                    "postgres",
                    "datasources.default.data-source-properties.options",
                    "-c statement_timeout=500"));
        Connection connection = DriverManager.getConnection(url, "postgres", "");
        Statement statement = connection.createStatement()) {
      AskSchema.migrate(context.getBean(DataSource.class));
      statement.execute(FILL.formatted(caller.project().value(), SESSIONS, TURNS));
      statement.execute("VACUUM ANALYZE ask.messages, ask.sessions");
      Erasures erasures = context.getBean(Erasures.class);
      Sessions sessions = context.getBean(Sessions.class);
      assertEquals(new Erased(0, 0, TURNS), erasures.recording(caller, new RecordingId("rec_may")));
      assertEquals(Erased.NOTHING, erasures.recording(caller, new RecordingId("rec_may")));
      assertEquals(TURNS / 3, count(statement, "WHERE content = 'In June.' AND NOT withdrawn"));
      assertEquals(TURNS - TURNS / 3, count(statement, "WHERE withdrawn"));
      assertEquals(new Erased(SESSIONS, 2 * TURNS, 0), erasures.endUser(caller, Fixtures.MAYA));
      assertEquals(0, count(statement, ""));
      assertEquals(Map.of(), sessions.count(caller, Set.of(Fixtures.MAYA)));
    }
  }

  private static int count(Statement statement, String where) throws SQLException {
    try (ResultSet rows = statement.executeQuery("SELECT count(*) FROM ask.messages " + where)) {
      rows.next();
      return rows.getInt(1);
    }
  }
}
