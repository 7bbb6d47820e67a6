package dev.hark.ask.session.jdbc;

import dev.hark.ask.id.Caller;
import dev.hark.ask.id.MessageId;
import dev.hark.ask.id.RecordingId;
import dev.hark.ask.id.SessionId;
import dev.hark.ask.session.Conversation;
import dev.hark.ask.session.Cursor;
import dev.hark.ask.session.Message;
import dev.hark.ask.session.Page;
import dev.hark.ask.session.PageRequest;
import dev.hark.ask.session.Part;
import dev.hark.ask.session.Turn;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Messages in PostgreSQL. Whoever adds one locks the row of its session first, so that positions,
 * counts and times are right however many turns run at once.
 */
final class JdbcConversation implements Conversation {
  private final Database database;

  JdbcConversation(Database database) {
    this.database = database;
  }

  /** Where a session stands, while its row is locked. */
  private record Locked(long lastPosition, Instant lastMessageAt) {
    /** No message is older than the one before it, whatever the clocks of two instances say. */
    Instant notBefore(Instant time) {
      return time.isBefore(lastMessageAt) ? lastMessageAt : time;
    }
  }

  @Override
  public Optional<Message.FromUser> say(
      Caller caller, SessionId session, Message.FromUser message) {
    return database.write(
        connection -> {
          Optional<Locked> locked = lock(connection, caller, session);
          if (locked.isEmpty()) {
            return Optional.empty();
          }
          Optional<Message.FromUser> there = said(connection, session, message.id());
          if (there.isEmpty()) {
            there = waiting(connection, session, message.content());
          }
          return there.isPresent()
              ? there
              : Optional.of(add(connection, session, locked.get(), message));
        });
  }

  @Override
  public Kept answer(
      Caller caller, SessionId session, Message.Answer answer, Set<RecordingId> given) {
    Set<RecordingId> restsOn = new HashSet<>(given);
    restsOn.addAll(Part.cited(answer.parts()));
    return database.write(
        connection -> {
          ErasedIds.keepErasersOut(connection, caller);
          Optional<Locked> locked = lock(connection, caller, session);
          if (locked.isEmpty()) {
            return new Kept.Gone();
          }
          Optional<Message.Answer> before = answerTo(connection, answer.answers());
          if (before.isPresent()) {
            return before.get().id().equals(answer.id())
                ? new Kept.Now(before.get())
                : new Kept.Before(before.get());
          }
          List<String> erased = ErasedIds.among(connection, caller, restsOn);
          return erased.isEmpty()
              ? new Kept.Now(add(connection, session, locked.get(), answer))
              : erased(erased);
        });
  }

  private static Kept erased(List<String> ids) {
    return new Kept.Erased(
        ids.stream().map(RecordingId::new).collect(Collectors.toUnmodifiableSet()));
  }

  @Override
  public Optional<Message.Answer> answerTo(Caller caller, SessionId session, MessageId message) {
    Sql visible =
        Sql.of("SELECT id FROM ask.sessions WHERE id = ? AND", session.value()).visibleTo(caller);
    Sql select =
        Sql.of(MessageRows.COLUMNS + "WHERE answers = ? AND session_id IN (", message.value())
            .and(visible)
            .and(")");
    return database.read(connection -> select.first(connection, MessageRows::answer));
  }

  @Override
  public List<Turn> latestTurns(Caller caller, SessionId session, int most) {
    Sql select =
        Sql.of(
            MessageRows.COLUMNS
                + """
                WHERE session_id = ? AND id IN (
                  SELECT unnest(ARRAY[id, answers]) FROM (
                    SELECT id, answers FROM ask.messages
                    WHERE session_id = ? AND role = 'assistant'
                    ORDER BY position DESC LIMIT ?) latest)
                ORDER BY position
                """,
            session.value(),
            session.value(),
            most);
    return turns(database.read(connection -> select.list(connection, MessageRows::read)));
  }

  @Override
  public Optional<Page<Message>> list(Caller caller, SessionId session, PageRequest page) {
    Sql exists =
        Sql.of("SELECT 1 FROM ask.sessions WHERE id = ? AND", session.value()).visibleTo(caller);
    Sql select =
        Sql.of(
            MessageRows.COLUMNS + "WHERE session_id = ? AND position > ? ORDER BY position LIMIT ?",
            session.value(),
            page.after().map(Cursor::time).orElse(0L),
            page.limit() + 1);
    return database.read(
        connection -> {
          if (exists.first(connection, row -> row.getInt(1)).isEmpty()) {
            return Optional.empty();
          }
          Page<MessageRows.Placed> found =
              Pages.of(
                  select.list(connection, MessageRows::placed),
                  page.limit(),
                  placed -> Cursor.afterMessage(placed.position()));
          return Optional.of(
              new Page<>(
                  found.items().stream().map(MessageRows.Placed::message).toList(), found.next()));
        });
  }

  private static Optional<Locked> lock(Connection connection, Caller caller, SessionId session)
      throws SQLException {
    return Sql.of(
            "SELECT last_position, last_message_at FROM ask.sessions WHERE id = ? AND",
            session.value())
        .visibleTo(caller)
        .and("FOR UPDATE")
        .first(
            connection,
            row -> new Locked(row.getLong("last_position"), Sql.time(row, "last_message_at")));
  }

  private static Optional<Message.FromUser> said(
      Connection connection, SessionId session, MessageId id) throws SQLException {
    return Sql.of(
            MessageRows.COLUMNS + "WHERE id = ? AND session_id = ? AND role = 'user'",
            id.value(),
            session.value())
        .first(connection, MessageRows::fromUser);
  }

  private static Optional<Message.FromUser> waiting(
      Connection connection, SessionId session, String content) throws SQLException {
    return Sql.of(
            MessageRows.COLUMNS
                + "WHERE session_id = ? AND NOT answered AND content = ?"
                + " ORDER BY position DESC LIMIT 1",
            session.value(),
            storable(content))
        .first(connection, MessageRows::fromUser);
  }

  private static Message.FromUser add(
      Connection connection, SessionId session, Locked locked, Message.FromUser message)
      throws SQLException {
    Instant time = locked.notBefore(message.createdAt());
    Sql.of(
            """
            INSERT INTO ask.messages
              (id, session_id, position, role, content, answered, mentioned, created_at)
            VALUES (?, ?, ?, 'user', ?, false, ?, ?)
            """,
            message.id().value(),
            session.value(),
            locked.lastPosition() + 1,
            storable(message.content()),
            message.mentioned(),
            time)
        .update(connection);
    Sql.of(
            """
            UPDATE ask.sessions
            SET message_count = message_count + 1, last_position = last_position + 1,
                last_message_at = ?, updated_at = greatest(updated_at, ?)
            WHERE id = ?
            """,
            time,
            time,
            session.value())
        .update(connection);
    return new Message.FromUser(message.id(), message.content(), message.mentioned(), time);
  }

  private static Message.Answer add(
      Connection connection, SessionId session, Locked locked, Message.Answer answer)
      throws SQLException {
    Instant time = locked.notBefore(answer.createdAt());
    Sql.of("UPDATE ask.messages SET answered = true WHERE id = ?", answer.answers().value())
        .update(connection);
    insert(session, locked.lastPosition() + 1, answer, time).update(connection);
    Sql.of(
            """
            UPDATE ask.sessions
            SET message_count = message_count + 1, last_position = last_position + 1,
                last_message_at = ?, updated_at = greatest(updated_at, ?),
                last_model = ?, last_provider = ?
            WHERE id = ?
            """,
            time,
            time,
            answer.by().model(),
            answer.by().provider(),
            session.value())
        .update(connection);
    return new Message.Answer(
        answer.id(),
        answer.answers(),
        answer.parts(),
        answer.cited(),
        answer.tokens(),
        answer.by(),
        answer.finishReason(),
        time);
  }

  private static Sql insert(SessionId session, long position, Message.Answer answer, Instant time) {
    return Sql.of(
        """
        INSERT INTO ask.messages (id, session_id, position, role, content, answered, answers, parts,
          cited_chunks, input_tokens, output_tokens, cached_tokens, model, provider, finish_reason,
          created_at)
        VALUES (?, ?, ?, 'assistant', ?, true, ?, ?::jsonb, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        answer.id().value(),
        session.value(),
        position,
        storable(answer.content()),
        answer.answers().value(),
        PartsJson.write(answer.parts()),
        answer.cited(),
        answer.tokens().input(),
        answer.tokens().output(),
        answer.tokens().cached(),
        answer.by().model(),
        answer.by().provider(),
        answer.finishReason().name().toLowerCase(Locale.ROOT),
        time);
  }

  private static Optional<Message.Answer> answerTo(Connection connection, MessageId question)
      throws SQLException {
    return Sql.of(MessageRows.COLUMNS + "WHERE answers = ?", question.value())
        .first(connection, MessageRows::answer);
  }

  private static List<Turn> turns(List<Message> messages) {
    Map<MessageId, Message.FromUser> questions = new HashMap<>();
    messages.forEach(
        message -> {
          if (message instanceof Message.FromUser question) {
            questions.put(question.id(), question);
          }
        });
    return messages.stream()
        .filter(Message.Answer.class::isInstance)
        .map(Message.Answer.class::cast)
        .map(answer -> new Turn(Objects.requireNonNull(questions.get(answer.answers())), answer))
        .toList();
  }

  /** NUL cannot be stored in PostgreSQL; it means nothing in a text. */
  private static String storable(String text) {
    return text.replace("\0", "");
  }
}
