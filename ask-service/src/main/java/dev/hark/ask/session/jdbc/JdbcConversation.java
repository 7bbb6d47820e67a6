package dev.hark.ask.session.jdbc;

import dev.hark.ask.retrieval.Chunk.SourceRef;
import dev.hark.ask.session.AnswerErasure;
import dev.hark.ask.session.Conversation;
import dev.hark.ask.session.Conversation.Turn;
import dev.hark.ask.session.Cursor;
import dev.hark.ask.session.Message;
import dev.hark.ask.session.Receipt;
import dev.hark.ask.session.Session;
import dev.hark.ask.session.Sessions;
import dev.hark.ask.session.Sessions.Page;
import dev.hark.ask.session.Sessions.PageRequest;
import dev.hark.ask.session.jdbc.ReceiptRepository.ReceiptRow;
import dev.hark.runtime.id.Caller;
import dev.hark.runtime.id.Ids.MessageId;
import dev.hark.runtime.id.Ids.RecordingId;
import dev.hark.runtime.id.Ids.SessionId;
import dev.hark.runtime.text.StorableText;
import jakarta.inject.Singleton;
import java.time.Instant;
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
@Singleton
final class JdbcConversation implements Conversation {
  private final Database database;
  private final JdbcSessions keeper;
  private final SessionRepository sessions;
  private final MessageRepository messages;
  private final ReceiptRepository receipts;
  private final ErasedIds erased;
  private final AnswerErasure erasure;

  JdbcConversation(
      Database database,
      JdbcSessions keeper,
      SessionRepository sessions,
      MessageRepository messages,
      ReceiptRepository receipts,
      ErasedIds erased,
      AnswerErasure erasure) {
    this.database = database;
    this.keeper = keeper;
    this.sessions = sessions;
    this.messages = messages;
    this.receipts = receipts;
    this.erased = erased;
    this.erasure = erasure;
  }

  @Override
  public Optional<Said> say(Caller caller, SessionId session, Message.FromUser message) {
    return database.write(() -> keep(caller, session, message));
  }

  @Override
  public Optional<Said> begin(Caller caller, Session session, Message.FromUser message) {
    return database.write(
        () ->
            keeper.keep(caller, session) == Sessions.Added.ERASED
                ? Optional.empty()
                : keep(caller, session.id(), message));
  }

  private Optional<Said> keep(Caller caller, SessionId session, Message.FromUser message) {
    Optional<SessionRow> locked = sessions.lock(caller, session.value());
    if (locked.isEmpty()) {
      return Optional.empty();
    }
    if (locked.get().lastPosition() == 0) {
      return Optional.of(add(locked.get(), message));
    }
    Optional<MessageRow> there = messages.said(session.value(), message.id().value());
    if (there.isEmpty()) {
      there = messages.waiting(session.value(), StorableText.of(message.content()));
      there.ifPresent(waiting -> messages.alsoKnownAs(waiting.id(), message.id().value()));
    }
    return Optional.of(
        there
            .map(row -> new Said(row.fromUser(), row.position() == 1))
            .orElseGet(() -> add(locked.get(), message)));
  }

  /** To a session that this transaction holds. */
  private Said add(SessionRow session, Message.FromUser message) {
    Instant time = session.notBefore(message.createdAt());
    String content = StorableText.of(message.content());
    Message.FromUser kept = new Message.FromUser(message.id(), content, message.mentioned(), time);
    messages.save(MessageRow.of(kept, session.id(), session.lastPosition() + 1));
    // An instance of an earlier release may have added the first one, and gives no titles.
    String title = session.titled() || session.lastPosition() > 0 ? null : Session.titleOf(content);
    sessions.grow(
        session.id(), time, title, title == null ? null : TitleForm.of(title), null, null);
    return new Said(kept, session.lastPosition() == 0);
  }

  @Override
  public Kept answer(
      Caller caller,
      SessionId session,
      Message.Answer answer,
      Set<RecordingId> gone,
      List<SourceRef> sources,
      Optional<Receipt> receipt) {
    return database.write(
        () -> {
          erased.keepErasersOut(caller);
          return sessions
              .lock(caller, session.value())
              .map(locked -> keep(caller, locked, answer, gone, sources, receipt))
              .orElseGet(Kept.Gone::new);
        });
  }

  private Kept keep(
      Caller caller,
      SessionRow session,
      Message.Answer answer,
      Set<RecordingId> known,
      List<SourceRef> sources,
      Optional<Receipt> receipt) {
    Set<RecordingId> gone = new HashSet<>(known);
    erased.among(caller, answer.evidence().given()).forEach(id -> gone.add(new RecordingId(id)));
    String question = answer.answers().value();
    Optional<Message.Answer> before = messages.answerTo(question).map(MessageRow::answer);
    if (before.isPresent()) {
      return before.get().id().equals(answer.id())
          ? new Kept.Now(before.get(), gone)
          : new Kept.Before(before.get());
    }
    messages.answered(question);
    MessageRow row =
        MessageRow.of(
            erasure.without(answer, gone).at(session.notBefore(answer.createdAt())),
            sources,
            session.id(),
            session.lastPosition() + 1);
    messages.save(row);
    receipt
        .filter(any -> gone.isEmpty())
        .ifPresent(it -> receipts.save(new ReceiptRow(row.id(), StoredReceipt.of(it))));
    sessions.grow(session.id(), row.createdAt(), null, null, row.model(), row.provider());
    // What is told is what is kept.
    return new Kept.Now(messages.answerTo(question).map(MessageRow::answer).orElseThrow(), gone);
  }

  @Override
  public Optional<Answered> answerTo(Caller caller, SessionId session, MessageId message) {
    return database.call(
        () ->
            messages
                .answerTo(caller, session.value(), message.value())
                .map(MessageRow::withSources));
  }

  @Override
  public Optional<Receipt> receipt(Caller caller, SessionId session, MessageId answer) {
    return database.call(
        () ->
            receipts
                .find(caller, session.value(), answer.value())
                .map(row -> row.receipt().receipt()));
  }

  @Override
  public List<Turn> turnsBefore(Caller caller, SessionId session, MessageId message, int most) {
    return database.call(() -> turns(messages.turnsBefore(session.value(), message.value(), most)));
  }

  private static List<Turn> turns(List<MessageRow> rows) {
    Map<MessageId, Message.FromUser> questions = new HashMap<>();
    List<Turn> turns = new ArrayList<>();
    for (MessageRow row : rows) {
      switch (row.message()) {
        case Message.FromUser question -> questions.put(question.id(), question);
        case Message.Answer answer ->
            turns.add(new Turn(Objects.requireNonNull(questions.get(answer.answers())), answer));
      }
    }
    return turns;
  }

  @Override
  public Optional<Page<Message>> list(Caller caller, SessionId session, PageRequest page) {
    long after = page.after().map(Cursor::time).orElse(0L);
    return database.call(
        () ->
            sessions
                .find(caller, session.value())
                .map(found -> page(messages.after(found.id(), after, page.limit() + 1), page)));
  }

  private static Page<Message> page(List<MessageRow> found, PageRequest page) {
    List<MessageRow> shown = found.subList(0, Math.min(page.limit(), found.size()));
    return new Page<>(
        shown.stream().map(MessageRow::message).toList(),
        found.size() > page.limit()
            ? Optional.of(Cursor.afterMessage(shown.getLast().position()))
            : Optional.empty());
  }
}
