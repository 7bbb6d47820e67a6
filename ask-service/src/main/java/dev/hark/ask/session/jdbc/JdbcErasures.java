package dev.hark.ask.session.jdbc;

import dev.hark.ask.id.Caller;
import dev.hark.ask.id.EndUserId;
import dev.hark.ask.id.RecordingId;
import dev.hark.ask.session.AnswerErasure;
import dev.hark.ask.session.Erasures;
import dev.hark.ask.session.Message;
import dev.hark.ask.session.Part;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Notes first that something is erased and removes it in further steps: whoever did not see the
 * note when it wrote has ended by then, so that they find all that there will ever be. Each step is
 * short however much there is, and stays done when a later one fails.
 */
final class JdbcErasures implements Erasures {
  /** Messages of one step: some tenths of a second. */
  private static final int STEP = 2_000;

  /** These are read, and written again. */
  private static final int ANSWERS_OF_STEP = 1_000;

  private static final int SESSIONS_OF_STEP = 500;

  private static final String SESSIONS_OF_END_USER =
      "SELECT id FROM ask.sessions WHERE end_user_id = ? AND";

  private static final String SESSIONS_ABOUT_RECORDING =
      "SELECT id FROM ask.sessions WHERE scope_type = 'recording' AND recording_ids = ? AND";

  /** Answers before what they answer: with a message its answer would go uncounted. */
  private static final String REMOVE_MESSAGES =
      """
      DELETE FROM ask.messages WHERE id IN (
        SELECT id FROM ask.messages WHERE session_id = ANY (?)
        ORDER BY session_id DESC, position DESC LIMIT ?)
      """;

  private static final String REMOVE_EMPTY_SESSIONS =
      """
      DELETE FROM ask.sessions WHERE id = ANY (?)
        AND NOT EXISTS (SELECT FROM ask.messages WHERE session_id = sessions.id)
      """;

  /** Answers from before it was noted what they were given are found by what they cite. */
  private static final String GIVEN_OR_CITING =
      """
      WITH found AS MATERIALIZED (
        SELECT id, session_id FROM ask.messages WHERE given <> '{}' AND given @> ?
        UNION
        SELECT id, session_id FROM ask.messages
        WHERE role = 'assistant' AND parts @> ?::jsonb)
      """;

  /** In one order, so that two erasures do not wait for each other. */
  private static final String READ_SOME =
      """
      WHERE id IN (SELECT id FROM step) ORDER BY id FOR UPDATE
      """;

  private static final String WRITE =
      """
      UPDATE ask.messages message
      SET content = left_over.content, parts = left_over.parts::jsonb,
        cited_chunks = left_over.cited::text[], given = left_over.given::text[],
        sentences = left_over.sentences::jsonb, withdrawn = left_over.withdrawn::boolean
      FROM unnest(?, ?, ?, ?, ?, ?, ?)
        AS left_over (id, content, parts, cited, given, sentences, withdrawn)
      WHERE message.id = left_over.id
      """;

  /**
   * An answer without citations rests on what was said before it. What it rests on exactly is noted
   * with answers since then.
   */
  private static final String TAKE_OUT_AFTER =
      """
      UPDATE ask.messages later
      SET content = ?, parts = ?::jsonb, cited_chunks = '{}', given = '{}', withdrawn = true
      FROM (SELECT session_id, min(position) AS position FROM ask.messages
            WHERE id = ANY (?) GROUP BY session_id) first
      WHERE later.session_id = first.session_id AND later.position > first.position
        AND later.role = 'assistant' AND later.sentences IS NULL AND NOT later.withdrawn
        AND NOT jsonb_path_exists(later.parts, '$[*].recording_id')
      RETURNING later.session_id
      """;

  private final Database database;
  private final Clock clock;
  private final AnswerErasure erasure;

  JdbcErasures(Database database, Clock clock, AnswerErasure erasure) {
    this.database = database;
    this.clock = clock;
    this.erasure = erasure;
  }

  @Override
  public Erased endUser(Caller caller, EndUserId owner) {
    if (!caller.maySee(owner)) {
      return Erased.NOTHING;
    }
    note(caller, owner.value());
    Sql sessions = Sql.of(SESSIONS_OF_END_USER, owner.value()).visibleTo(caller);
    return removeSessions(sessions);
  }

  @Override
  public Erased recording(Caller caller, RecordingId recording) {
    note(caller, recording.value());
    Sql sessions = Sql.of(SESSIONS_ABOUT_RECORDING, List.of(recording)).visibleTo(caller);
    return removeSessions(sessions)
        .and(stepByStep(connection -> takeOut(connection, caller, recording)));
  }

  private Erased removeSessions(Sql sessions) {
    Sql some = sessions.and("LIMIT ? FOR UPDATE", SESSIONS_OF_STEP);
    return stepByStep(connection -> removeSome(connection, some));
  }

  /** Until nothing is left. */
  private Erased stepByStep(Database.Work<Optional<Erased>> step) {
    Erased all = Erased.NOTHING;
    for (Optional<Erased> some = database.write(step);
        some.isPresent();
        some = database.write(step)) {
      all = all.and(some.get());
    }
    return all;
  }

  private void note(Caller caller, String id) {
    database.write(
        connection -> {
          ErasedIds.keepWritersOut(connection, caller);
          return ErasedIds.add(connection, caller, id);
        });
  }

  private static Optional<Erased> removeSome(Connection connection, Sql sessions)
      throws SQLException {
    List<String> ids = sessions.list(connection, row -> row.getString("id"));
    if (ids.isEmpty()) {
      return Optional.empty();
    }
    int messages = Sql.of(REMOVE_MESSAGES, ids, STEP).update(connection);
    int removed = Sql.of(REMOVE_EMPTY_SESSIONS, ids).update(connection);
    return Optional.of(new Erased(removed, messages, 0));
  }

  private Optional<Erased> takeOut(Connection connection, Caller caller, RecordingId recording)
      throws SQLException {
    List<Found> found =
        Sql.of(GIVEN_OR_CITING, List.of(recording), PartsJson.citing(recording))
            .and(", step AS (SELECT id FROM found")
            .and("WHERE session_id IN (SELECT id FROM ask.sessions WHERE")
            .and(Sql.of("").visibleTo(caller))
            .and(") LIMIT ?)", ANSWERS_OF_STEP)
            .and(MessageRows.COLUMNS + READ_SOME)
            .list(connection, row -> Found.of(row, erasure, Set.of(recording)));
    if (found.isEmpty()) {
      return Optional.empty();
    }
    write(connection, found.stream().map(Found::left).toList());
    List<Found> changed = found.stream().filter(Found::changed).toList();
    List<String> sessions =
        new ArrayList<>(takeOutAfter(connection, changed.stream().filter(Found::old).toList()));
    changed.forEach(answer -> sessions.add(answer.session()));
    Sql.of(
            "UPDATE ask.sessions SET updated_at = greatest(updated_at, ?) WHERE id = ANY (?)",
            clock.instant().truncatedTo(ChronoUnit.MILLIS),
            sessions)
        .update(connection);
    return Optional.of(new Erased(0, 0, sessions.size()));
  }

  /** The sessions of the answers that this takes the words of, one for each. */
  private static List<String> takeOutAfter(Connection connection, List<Found> old)
      throws SQLException {
    return old.isEmpty()
        ? List.of()
        : Sql.of(
                TAKE_OUT_AFTER,
                INSTEAD,
                PartsJson.write(List.of(new Part.Text(INSTEAD))),
                old.stream().map(answer -> answer.left().id()).toList())
            .list(connection, row -> row.getString("session_id"));
  }

  private static void write(Connection connection, List<Message.Answer> answers)
      throws SQLException {
    Sql.of(
            WRITE,
            column(answers, Message.Answer::id),
            column(answers, Message.Answer::content),
            column(answers, answer -> PartsJson.write(answer.parts())),
            column(answers, answer -> array(answer.cited())),
            column(answers, answer -> array(answer.evidence().given())),
            column(answers, answer -> SentencesJson.write(answer.evidence().sentences())),
            column(answers, answer -> answer.evidence().withdrawn()))
        .update(connection);
  }

  private static List<?> column(List<Message.Answer> answers, Function<Message.Answer, ?> value) {
    return answers.stream().map(value).toList();
  }

  /** Of ids, which hold nothing that would have to be quoted. */
  private static String array(Collection<?> ids) {
    return ids.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
  }

  /**
   * An answer that was given a recording.
   *
   * @param left of it without that
   * @param changed whether other words are left
   * @param old whether it is from before it was noted what its sentences rest on
   */
  private record Found(String session, Message.Answer left, boolean changed, boolean old) {
    static Found of(ResultSet row, AnswerErasure erasure, Set<RecordingId> gone)
        throws SQLException {
      Message.Answer answer = MessageRows.answer(row);
      Message.Answer left = erasure.without(answer, gone);
      return new Found(
          row.getString("session_id"),
          left,
          !left.parts().equals(answer.parts()),
          row.getString("sentences") == null);
    }
  }
}
