package dev.hark.ask.session.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hark.ask.Fixtures;
import dev.hark.ask.session.AnswerErasure;
import dev.hark.ask.session.Conversation;
import dev.hark.ask.session.ConversationContract;
import dev.hark.ask.session.Message;
import dev.hark.ask.session.Scope;
import dev.hark.ask.session.Session;
import dev.hark.ask.session.Sessions;
import dev.hark.ask.session.StoreUnavailableException;
import dev.hark.runtime.id.Ids.SessionId;
import io.micronaut.context.ApplicationContext;
import io.micronaut.transaction.TransactionOperations;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What is done when PostgreSQL is lost, or is not there. */
class LostConnectionIT extends StoreFixture {
  @Test
  void findsWhatIsStoredWhenTheConnectionIsLostAtCommit() {
    Database losing = new Database(losingCommits(context.getBean(TRANSACTIONS)));
    SessionRepository rows = context.getBean(SessionRepository.class);
    ErasedIds erased = context.getBean(ErasedIds.class);
    JdbcSessions losingSessions =
        new JdbcSessions(
            losing, rows, context.getBean(SessionList.class), erased, Clock.systemUTC());
    Conversation losingConversation =
        new JdbcConversation(
            losing,
            losingSessions,
            rows,
            context.getBean(MessageRepository.class),
            context.getBean(ReceiptRepository.class),
            erased,
            AnswerErasure.SENTENCES);
    Session session =
        Session.empty(SessionId.next(IDS), Fixtures.MAYA, new Scope.Library(), "S", START);
    losingSessions.add(caller, session);
    Message.FromUser question = said("When?", START);
    Message.FromUser kept =
        losingConversation.say(caller, session.id(), question).orElseThrow().message();
    assertEquals(question.id(), kept.id());
    Message.Answer answer = ConversationContract.answer(kept, START.plusSeconds(1));
    assertEquals(
        new Conversation.Kept.Now(answer, Set.of()),
        losingConversation.answer(
            caller, session.id(), answer, Set.of(), List.of(), Optional.empty()));
    assertEquals(2, sessions.find(caller, session.id()).orElseThrow().messageCount());
    assertEquals(
        Map.of(Fixtures.MAYA, new Sessions.Counted(1, START)),
        sessions.count(caller, Set.of(Fixtures.MAYA)));
  }

  /** Every other transaction that writes is committed, and its connection is lost then. */
  @SuppressWarnings("unchecked")
  private static TransactionOperations<Connection> losingCommits(
      TransactionOperations<Connection> real) {
    AtomicInteger writes = new AtomicInteger();
    return (TransactionOperations<Connection>)
        Proxy.newProxyInstance(
            TransactionOperations.class.getClassLoader(),
            new Class<?>[] {TransactionOperations.class},
            (proxy, method, arguments) -> {
              Object result = method.invoke(real, arguments);
              if (method.getName().equals("executeWrite") && writes.getAndIncrement() % 2 == 0) {
                throw new IllegalStateException(new SQLException("lost", "08006"));
              }
              return result;
            });
  }

  @Test
  void saysUnavailableWhenPostgresIsNotThere() {
    try (ApplicationContext nowhere = contextOver("jdbc:postgresql://127.0.0.1:1/none", 300)) {
      Sessions gone = nowhere.getBean(Sessions.class);
      StoreUnavailableException failure =
          assertThrows(
              StoreUnavailableException.class, () -> gone.find(caller, new SessionId("as_secret")));
      assertEquals(StoreUnavailableException.class, failure.getClass());
      assertFalse(String.valueOf(failure.getMessage()).contains("secret"));
    }
  }
}
