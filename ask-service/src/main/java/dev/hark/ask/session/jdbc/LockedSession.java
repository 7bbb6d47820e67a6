package dev.hark.ask.session.jdbc;

import dev.hark.ask.id.Caller;
import dev.hark.ask.id.SessionId;
import dev.hark.ask.id.SourceRef;
import dev.hark.ask.session.Message;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A session whose row is locked until the end of the transaction, so that messages can be added.
 */
record LockedSession(SessionId id, long lastPosition, Instant lastMessageAt) {
  /** Empty when there is no such session. */
  static Optional<LockedSession> lock(Connection connection, Caller caller, SessionId session)
      throws SQLException {
    return Sql.of(
            "SELECT last_position, last_message_at FROM ask.sessions WHERE id = ? AND",
            session.value())
        .visibleTo(caller)
        .and("FOR UPDATE")
        .first(
            connection,
            row ->
                new LockedSession(
                    session, row.getLong("last_position"), Sql.time(row, "last_message_at")));
  }

  /** No message is older than the one before it, whatever the clocks of two instances say. */
  private Instant notBefore(Instant time) {
    return time.isBefore(lastMessageAt) ? lastMessageAt : time;
  }

  /** The message with the time that it has in the session's order. */
  Message.FromUser add(Connection connection, Message.FromUser message) throws SQLException {
    Instant time = notBefore(message.createdAt());
    Sql.of(
            """
            INSERT INTO ask.messages
              (id, session_id, position, role, content, answered, mentioned, created_at)
            VALUES (?, ?, ?, 'user', ?, false, ?, ?)
            """,
            message.id().value(),
            id.value(),
            lastPosition + 1,
            message.content(),
            message.mentioned(),
            time)
        .update(connection);
    Sql.of(
            """
            UPDATE ask.sessions
            SET message_count = message_count + 1, last_position = last_position + 1,
                last_message_at = ?, moved_in = pg_current_xact_id(),
                updated_at = greatest(updated_at, ?)
            WHERE id = ?
            """,
            time,
            time,
            id.value())
        .update(connection);
    return new Message.FromUser(message.id(), message.content(), message.mentioned(), time);
  }

  /**
   * Adds an answer, with the time that it has in the session's order.
   *
   * @param sources that it was made from, best first
   */
  void add(Connection connection, Message.Answer answer, List<SourceRef> sources)
      throws SQLException {
    Instant time = notBefore(answer.createdAt());
    Sql.of("UPDATE ask.messages SET answered = true WHERE id = ?", answer.answers().value())
        .update(connection);
    insert(answer, sources, time).update(connection);
    Sql.of(
            """
            UPDATE ask.sessions
            SET message_count = message_count + 1, last_position = last_position + 1,
                last_message_at = ?, moved_in = pg_current_xact_id(),
                updated_at = greatest(updated_at, ?),
                last_model = ?, last_provider = ?
            WHERE id = ?
            """,
            time,
            time,
            answer.by().model(),
            answer.by().provider(),
            id.value())
        .update(connection);
  }

  private Sql insert(Message.Answer answer, List<SourceRef> sources, Instant time) {
    return Sql.of(
        """
        INSERT INTO ask.messages (id, session_id, position, role, content, answered, answers, parts,
          cited_chunks, given, sentences, withdrawn, sources, input_tokens, output_tokens,
          cached_tokens, model, provider, finish_reason, created_at)
        VALUES (?, ?, ?, 'assistant', ?, true, ?, ?::jsonb, ?, ?, ?::jsonb, ?, ?::jsonb, ?, ?, ?, ?,
          ?, ?, ?)
        """,
        answer.id().value(),
        id.value(),
        lastPosition + 1,
        answer.content(),
        answer.answers().value(),
        PartsJson.write(answer.parts()),
        answer.cited(),
        List.copyOf(answer.evidence().given()),
        SentencesJson.write(answer.evidence().sentences()),
        answer.evidence().withdrawn(),
        SourcesJson.write(sources),
        answer.tokens().input(),
        answer.tokens().output(),
        answer.tokens().cached(),
        answer.by().model(),
        answer.by().provider(),
        answer.finishReason().name().toLowerCase(Locale.ROOT),
        time);
  }
}
