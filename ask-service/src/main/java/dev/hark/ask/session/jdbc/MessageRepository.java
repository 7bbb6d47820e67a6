package dev.hark.ask.session.jdbc;

import static dev.hark.ask.session.jdbc.Tenant.VISIBLE;

import dev.hark.runtime.id.Caller;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.DataType;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;

/** Statements about messages. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface MessageRepository extends GenericRepository<MessageRow, String> {
  String COLUMNS =
      """
      id, session_id, position, role, content, answered, mentioned, answers, parts, cited_chunks,
      given, sentences, withdrawn, input_tokens, output_tokens, cached_tokens, model, provider,
      finish_reason, created_at
      FROM ask.messages
      """;

  /** Sources are long, and few need them. */
  String SELECT = "SELECT NULL AS sources, " + COLUMNS;

  /** The message of a session that came under this id. */
  String KNOWN_AS =
      """
      coalesce((SELECT id FROM ask.messages WHERE session_id = :session AND other_ids <> '{}'
                AND other_ids @> ARRAY[:id]::text[] LIMIT 1), :id)
      """;

  void save(MessageRow message);

  @Query(SELECT + "WHERE session_id = :session AND role = 'user' AND id = " + KNOWN_AS)
  Optional<MessageRow> said(String session, String id);

  /** The same words that no answer is stored to yet. */
  @Query(
      SELECT
          + "WHERE session_id = :session AND NOT answered AND content = :content"
          + " ORDER BY position DESC LIMIT 1")
  Optional<MessageRow> waiting(String session, String content);

  /** Whoever sends it again under that id, after a crash or to hear the answer, finds it. */
  @Query("UPDATE ask.messages SET other_ids = array_append(other_ids, :other) WHERE id = :id")
  void alsoKnownAs(String id, String other);

  @Query("UPDATE ask.messages SET answered = true WHERE id = :id")
  void answered(String id);

  @Query(SELECT + "WHERE id = :id")
  Optional<MessageRow> find(String id);

  @Query(SELECT + "WHERE answers = :question")
  Optional<MessageRow> answerTo(String question);

  @Query(
      "SELECT sources, "
          + COLUMNS
          + "WHERE session_id = :session AND answers = "
          + KNOWN_AS
          + "AND session_id IN (SELECT id FROM ask.sessions WHERE id = :session AND "
          + VISIBLE
          + ")")
  Optional<MessageRow> answerTo(@Tenant Caller caller, String session, String id);

  @Query(
      SELECT
          + """
          WHERE session_id = :session AND id IN (
            SELECT unnest(ARRAY[id, answers]) FROM (
              SELECT answer.id, answer.answers FROM ask.messages answer
              JOIN ask.messages question ON question.id = answer.answers
              WHERE answer.session_id = :session AND answer.role = 'assistant'
                AND question.position < (SELECT position FROM ask.messages WHERE id = :id)
              ORDER BY answer.position DESC LIMIT :most) latest)
          ORDER BY position
          """)
  List<MessageRow> turnsBefore(String session, String id, int most);

  @Query(
      SELECT
          + "WHERE session_id = :session AND position > :position ORDER BY position LIMIT :limit")
  List<MessageRow> after(String session, long position, int limit);

  /** Answers before what they answer: with a message its answer would go uncounted. */
  @Query(
      """
      DELETE FROM ask.messages WHERE id IN (
        SELECT id FROM ask.messages WHERE session_id = ANY (:sessions)
        ORDER BY session_id DESC, position DESC LIMIT :most)
      """)
  int remove(@TypeDef(type = DataType.STRING_ARRAY) List<String> sessions, int most);

  /**
   * Some answers that were given the recording, locked in one order, so that two erasures do not
   * wait for each other. Those from before that was noted are found by what they cite.
   */
  @Query(
      """
      WITH found AS MATERIALIZED (
        SELECT id, session_id FROM ask.messages
        WHERE given <> '{}' AND given @> ARRAY[:recording]::text[]
        UNION
        SELECT id, session_id FROM ask.messages
        WHERE role = 'assistant' AND parts @> :citing::jsonb),
      step AS (
        SELECT id FROM found
        WHERE session_id IN (SELECT id FROM ask.sessions WHERE
      """
          + VISIBLE
          + ") LIMIT :most)\n"
          + SELECT
          + "WHERE id IN (SELECT id FROM step) ORDER BY id FOR UPDATE")
  List<MessageRow> lockGiven(
      @Tenant Caller caller,
      String recording,
      @TypeDef(type = DataType.JSON) List<StoredPart> citing,
      int most);

  @Query(
      """
      UPDATE ask.messages SET content = :content, parts = :parts::jsonb,
        cited_chunks = :citedChunks, given = :given, sentences = :sentences::jsonb,
        withdrawn = :withdrawn
      WHERE id = :id
      """)
  void rewrite(List<MessageRow> answers);

  /**
   * Takes the words out of answers without citations that came after one of these in its session:
   * they rest on what was said before. What it rests on exactly is noted with answers since then.
   *
   * @return the sessions of the answers, one for each
   */
  @Query(
      """
      UPDATE ask.messages later
      SET content = :content, parts = :parts::jsonb, cited_chunks = '{}', given = '{}',
        withdrawn = true
      FROM (SELECT session_id, min(position) AS position FROM ask.messages
            WHERE id = ANY (:ids) GROUP BY session_id) first
      WHERE later.session_id = first.session_id AND later.position > first.position
        AND later.role = 'assistant' AND later.sentences IS NULL AND NOT later.withdrawn
        AND NOT jsonb_path_exists(later.parts, '$[*].recording_id') RETURNING later.session_id
      """)
  List<String> takeOutAfter(
      @TypeDef(type = DataType.STRING_ARRAY) List<String> ids,
      String content,
      @TypeDef(type = DataType.JSON) List<StoredPart> parts);
}
