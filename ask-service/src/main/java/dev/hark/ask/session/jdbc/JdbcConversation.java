package dev.hark.ask.session.jdbc;

import dev.hark.ask.id.Caller;
import dev.hark.ask.id.MessageId;
import dev.hark.ask.id.RecordingId;
import dev.hark.ask.id.SessionId;
import dev.hark.ask.id.SourceRef;
import dev.hark.ask.session.AnswerErasure;
import dev.hark.ask.session.Conversation;
import dev.hark.ask.session.Cursor;
import dev.hark.ask.session.Message;
import dev.hark.ask.session.Page;
import dev.hark.ask.session.PageRequest;
import dev.hark.ask.session.Session;
import dev.hark.ask.session.Sessions;
import dev.hark.ask.session.Turn;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Messages in PostgreSQL. Whoever adds one locks the row of its session first, so that positions,
 * counts and times are right however many turns run at once.
 */
final class JdbcConversation implements Conversation {
  /** The message of a session that came under another id too. */
  private static final String OTHER_ID =
      """
      (SELECT id FROM ask.messages
       WHERE session_id = ? AND other_ids <> '{}' AND other_ids @> ? LIMIT 1)
      """;

  private final Database database;
  private final AnswerErasure erasure;

  JdbcConversation(Database database, AnswerErasure erasure) {
    this.database = database;
    this.erasure = erasure;
  }

  @Override
  public Optional<Message.FromUser> say(
      Caller caller, SessionId session, Message.FromUser message) {
    return database.write(connection -> say(connection, caller, session, message));
  }

  @Override
  public Optional<Message.FromUser> begin(
      Caller caller, Session session, Message.FromUser message) {
    return database.write(
        connection ->
            JdbcSessions.add(connection, caller, session) == Sessions.Added.ERASED
                ? Optional.empty()
                : say(connection, caller, session.id(), message));
  }

  private static Optional<Message.FromUser> say(
      Connection connection, Caller caller, SessionId session, Message.FromUser message)
      throws SQLException {
    Optional<LockedSession> locked = LockedSession.lock(connection, caller, session);
    if (locked.isEmpty()) {
      return Optional.empty();
    }
    Optional<Message.FromUser> there = said(connection, session, message.id());
    if (there.isEmpty()) {
      there = waiting(connection, session, message.content());
      if (there.isPresent()) {
        alsoKnownAs(connection, there.get().id(), message.id());
      }
    }
    return there.isPresent() ? there : Optional.of(locked.get().add(connection, message));
  }

  @Override
  public Kept answer(
      Caller caller,
      SessionId session,
      Message.Answer answer,
      Set<RecordingId> gone,
      List<SourceRef> sources) {
    return database.write(
        connection -> {
          ErasedIds.keepErasersOut(connection, caller);
          Optional<LockedSession> locked = LockedSession.lock(connection, caller, session);
          if (locked.isEmpty()) {
            return new Kept.Gone();
          }
          Set<RecordingId> erased = erased(connection, caller, answer);
          erased.addAll(gone);
          Optional<Message.Answer> before = answerTo(connection, answer.answers());
          if (before.isPresent()) {
            return before.get().id().equals(answer.id())
                ? new Kept.Now(before.get(), erased)
                : new Kept.Before(before.get());
          }
          locked.get().add(connection, erasure.without(answer, erased), sources);
          // What is told is what is kept.
          return new Kept.Now(answerTo(connection, answer.answers()).orElseThrow(), erased);
        });
  }

  private static Set<RecordingId> erased(
      Connection connection, Caller caller, Message.Answer answer) throws SQLException {
    Set<RecordingId> erased = new HashSet<>();
    for (String id : ErasedIds.among(connection, caller, answer.evidence().given())) {
      erased.add(new RecordingId(id));
    }
    return erased;
  }

  @Override
  public Optional<Answered> answerTo(Caller caller, SessionId session, MessageId message) {
    Sql visible =
        Sql.of("SELECT id FROM ask.sessions WHERE id = ? AND", session.value()).visibleTo(caller);
    Sql select =
        Sql.of(
                MessageRows.WITH_SOURCES
                    + "WHERE session_id = ? AND answers = coalesce("
                    + OTHER_ID
                    + ", ?) AND session_id IN (",
                session.value(),
                session.value(),
                List.of(message),
                message.value())
            .and(visible)
            .and(")");
    return database.read(connection -> select.first(connection, MessageRows::answered));
  }

  @Override
  public List<Turn> turnsBefore(Caller caller, SessionId session, MessageId message, int most) {
    Sql select =
        Sql.of(
            MessageRows.COLUMNS
                + """
                WHERE session_id = ? AND id IN (
                  SELECT unnest(ARRAY[id, answers]) FROM (
                    SELECT answer.id, answer.answers FROM ask.messages answer
                    JOIN ask.messages question ON question.id = answer.answers
                    WHERE answer.session_id = ? AND answer.role = 'assistant'
                      AND question.position < (SELECT position FROM ask.messages WHERE id = ?)
                    ORDER BY answer.position DESC LIMIT ?) latest)
                ORDER BY position
                """,
            session.value(),
            session.value(),
            message.value(),
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

  private static Optional<Message.FromUser> said(
      Connection connection, SessionId session, MessageId id) throws SQLException {
    return Sql.of(
            MessageRows.COLUMNS
                + "WHERE session_id = ? AND role = 'user' AND id = coalesce("
                + OTHER_ID
                + ", ?)",
            session.value(),
            session.value(),
            List.of(id),
            id.value())
        .first(connection, MessageRows::fromUser);
  }

  /**
   * Whoever sends it again under that id, after a crash or to hear the answer once more, finds it.
   */
  private static void alsoKnownAs(Connection connection, MessageId message, MessageId other)
      throws SQLException {
    var unused =
        Sql.of(
                "UPDATE ask.messages SET other_ids = other_ids || ? WHERE id = ?",
                List.of(other),
                message.value())
            .update(connection);
  }

  private static Optional<Message.FromUser> waiting(
      Connection connection, SessionId session, String content) throws SQLException {
    return Sql.of(
            MessageRows.COLUMNS
                + "WHERE session_id = ? AND NOT answered AND content = ?"
                + " ORDER BY position DESC LIMIT 1",
            session.value(),
            content)
        .first(connection, MessageRows::fromUser);
  }

  private static Optional<Message.Answer> answerTo(Connection connection, MessageId question)
      throws SQLException {
    return Sql.of(MessageRows.COLUMNS + "WHERE answers = ?", question.value())
        .first(connection, MessageRows::answer);
  }

  private static List<Turn> turns(List<Message> messages) {
    Map<MessageId, Message.FromUser> questions = new HashMap<>();
    List<Turn> turns = new ArrayList<>();
    for (Message message : messages) {
      switch (message) {
        case Message.FromUser question -> questions.put(question.id(), question);
        case Message.Answer answer ->
            turns.add(new Turn(Objects.requireNonNull(questions.get(answer.answers())), answer));
      }
    }
    return turns;
  }
}
