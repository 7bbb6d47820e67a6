package dev.hark.ask.session.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hark.ask.Fixtures;
import dev.hark.ask.id.Caller;
import dev.hark.ask.id.ChunkId;
import dev.hark.ask.id.MessageId;
import dev.hark.ask.id.Mode;
import dev.hark.ask.id.RecordingId;
import dev.hark.ask.id.SessionId;
import dev.hark.ask.session.Conversation;
import dev.hark.ask.session.Cursor;
import dev.hark.ask.session.FinishReason;
import dev.hark.ask.session.Message;
import dev.hark.ask.session.ModelName;
import dev.hark.ask.session.Page;
import dev.hark.ask.session.PageRequest;
import dev.hark.ask.session.Part;
import dev.hark.ask.session.Scope;
import dev.hark.ask.session.Session;
import dev.hark.ask.session.Sessions;
import dev.hark.ask.session.StoreFaultException;
import dev.hark.ask.session.StoreUnavailableException;
import dev.hark.ask.session.TokenUse;
import dev.hark.ask.session.Turn;
import io.micronaut.context.ApplicationContext;
import io.micronaut.transaction.TransactionOperations;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Sessions and their messages, kept and given back. */
class JdbcStoreIT extends StoreFixture {
  @Test
  void givesBackEveryKindOfSession() {
    RecordingId one = new RecordingId("rec_one");
    RecordingId two = new RecordingId("rec_two");
    for (Scope scope :
        List.of(
            new Scope.Library(),
            new Scope.Recording(one, Optional.of("Title")),
            new Scope.Recording(one, Optional.empty()),
            new Scope.Selected(List.of(two, one)))) {
      Session session = add(Fixtures.MAYA, scope, "Titel 👍 \"%_\\", START);
      assertEquals(Optional.of(session), sessions.find(caller, session.id()));
    }
  }

  @Test
  void addsTheSameSessionOnce() {
    Session session = add(Fixtures.MAYA, new Scope.Library(), "Once", START);
    sessions.add(caller, session);
    assertEquals(1, sessions.count(caller, Fixtures.MAYA));
  }

  @Test
  void showsNothingOfAnotherProjectModeOrEndUser() {
    Session session = add(Fixtures.MAYA, new Scope.Library(), "Mine", START);
    Caller otherMode =
        new Caller(caller.project(), Mode.TEST, Optional.empty(), "", "r", List.of());
    for (Caller other :
        List.of(Fixtures.caller("other"), otherMode, caller.boundTo(Fixtures.JONAS))) {
      assertEquals(Optional.empty(), sessions.find(other, session.id()));
      assertEquals(Optional.empty(), sessions.rename(other, session.id(), "Theirs"));
      assertFalse(sessions.delete(other, session.id()));
      assertEquals(List.of(), list(other, all(), 10).items());
      assertEquals(Optional.empty(), conversation.list(other, session.id(), first(10)));
      assertEquals(Optional.empty(), conversation.say(other, session.id(), said("x", START)));
      store.erasures().endUser(other, Fixtures.MAYA);
    }
    assertEquals(Optional.of(session), sessions.find(caller.boundTo(Fixtures.MAYA), session.id()));
  }

  @Test
  void keepsATurnWithEverythingThatWasSaid() {
    Session session = add(Fixtures.MAYA, new Scope.Library(), "Talk", START);
    Message.FromUser question = said("When? \0 👍", START.plusSeconds(1));
    Message.FromUser kept = conversation.say(caller, session.id(), question).orElseThrow();
    Message.Answer answer = answer(kept, START.plusSeconds(2));
    assertEquals(
        new Conversation.Kept.Now(answer, Set.of()),
        conversation.answer(caller, session.id(), answer));
    Turn turn = turnsBefore(session, say(session, "And then?")).getFirst();
    assertEquals(answer, turn.answer());
    assertEquals("When?  👍", turn.question().content());
    Session after = sessions.find(caller, session.id()).orElseThrow();
    assertEquals(3, after.messageCount());
    assertEquals(START.plusSeconds(2), after.lastMessageAt());
    assertEquals(Optional.of(new ModelName("openai", "m-1")), after.lastAnswerBy());
  }

  @Test
  void readsTheTurnsBeforeAMessageThatIsAnsweredLateAndNoneAfterIt() {
    Session session = add(Fixtures.MAYA, new Scope.Library(), "Talk", START);
    Message.Answer before = answer(say(session, "First?"), START);
    conversation.answer(caller, session.id(), before);
    Message.FromUser waits = say(session, "When?");
    Message.FromUser after = say(session, "And then?");
    conversation.answer(caller, session.id(), answer(after, START));
    assertEquals(List.of(before), turnsBefore(session, waits).stream().map(Turn::answer).toList());
    assertEquals(
        List.of("First?"),
        turnsBefore(session, after).stream().map(turn -> turn.question().content()).toList());
  }

  private List<Turn> turnsBefore(Session session, Message.FromUser message) {
    return conversation.turnsBefore(caller, session.id(), message.id(), 5);
  }

  @Test
  void answersTheMessageThatWaitsInsteadOfAddingItAgain() {
    Session session = add(Fixtures.MAYA, new Scope.Library(), "Talk", START);
    Message.FromUser first = say(session, "When?");
    assertEquals(first.id(), say(session, "When?").id());
    Message.FromUser other = say(session, "when?");
    assertFalse(first.id().equals(other.id()));
    conversation.answer(caller, session.id(), answer(first, START));
    assertFalse(first.id().equals(say(session, "When?").id()), "asked again on purpose");
    assertEquals(4, sessions.find(caller, session.id()).orElseThrow().messageCount());
  }

  @Test
  void findsAMessageByEveryIdUnderWhichItWasSaidWhileItWaited() {
    Session session = add(Fixtures.MAYA, new Scope.Library(), "Talk", START);
    Message.FromUser first = say(session, "When?");
    Message.FromUser second = said("When?", START);
    Message.FromUser third = said("When?", START);
    for (Message.FromUser again : List.of(second, third, second)) {
      assertEquals(Optional.of(first), conversation.say(caller, session.id(), again));
    }
    conversation.answer(caller, session.id(), answer(first, START));
    for (Message.FromUser again : List.of(first, second, third)) {
      assertEquals(Optional.of(first), conversation.say(caller, session.id(), again));
    }
    Session other = add(Fixtures.MAYA, new Scope.Library(), "Other", START);
    assertEquals(second.id(), conversation.say(caller, other.id(), second).orElseThrow().id());
    assertEquals(2, sessions.find(caller, session.id()).orElseThrow().messageCount());
  }

  @Test
  void keepsOneAnswerToAMessage() {
    Session session = add(Fixtures.MAYA, new Scope.Library(), "Talk", START);
    Message.FromUser question = say(session, "When?");
    Message.Answer answer = answer(question, START.plusSeconds(1));
    conversation.answer(caller, session.id(), answer);
    assertEquals(
        new Conversation.Kept.Now(answer, Set.of()),
        conversation.answer(caller, session.id(), answer),
        "the same once more, after a connection that was lost at commit");
    assertEquals(
        new Conversation.Kept.Before(answer),
        conversation.answer(caller, session.id(), answer(question, START.plusSeconds(2))));
    assertEquals(2, sessions.find(caller, session.id()).orElseThrow().messageCount());
  }

  @Test
  void saysThatAnAnswerToNothingIsAFault() {
    Session session = add(Fixtures.MAYA, new Scope.Library(), "Talk", START);
    Message.FromUser question = say(session, "When?");
    Message.FromUser unknown = said("Never said", START);
    assertThrows(
        StoreFaultException.class,
        () -> conversation.answer(caller, session.id(), answer(unknown, START)));
    assertEquals(List.of(), turnsBefore(session, say(session, "And then?")));
    conversation.answer(caller, session.id(), answer(question, START));
  }

  @Test
  void forgetsMessagesWithTheirSession() {
    Session session = add(Fixtures.MAYA, new Scope.Library(), "Talk", START);
    Message.FromUser question = say(session, "When?");
    assertTrue(sessions.delete(caller, session.id()));
    assertFalse(sessions.delete(caller, session.id()));
    assertEquals(
        new Conversation.Kept.Gone(),
        conversation.answer(caller, session.id(), answer(question, START)));
    assertEquals(Optional.empty(), conversation.list(caller, session.id(), first(10)));
  }

  @Test
  void erasesAnEndUserAndNobodyElse() {
    add(Fixtures.MAYA, new Scope.Library(), "One", START);
    Session other = add(Fixtures.JONAS, new Scope.Library(), "Two", START);
    store.erasures().endUser(caller, Fixtures.MAYA);
    assertEquals(0, sessions.count(caller, Fixtures.MAYA));
    assertEquals(List.of(other), list(caller, all(), 10).items());
  }

  @Test
  void pagesMessagesOldestFirst() {
    Session session = add(Fixtures.MAYA, new Scope.Library(), "Talk", START);
    List<MessageId> said = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      said.add(say(session, "Message " + i).id());
    }
    List<MessageId> seen = new ArrayList<>();
    Optional<Cursor> after = Optional.empty();
    do {
      Page<Message> page =
          conversation.list(caller, session.id(), new PageRequest(3, after)).orElseThrow();
      page.items().forEach(message -> seen.add(message.id()));
      after = page.next();
    } while (after.isPresent());
    assertEquals(said, seen);
  }

  @Test
  void countsRightlyUnderManyTurnsAtOnce() throws Exception {
    Session session = add(Fixtures.MAYA, new Scope.Library(), "Talk", START);
    int turns = 40;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Conversation.Kept>> running = new ArrayList<>();
      for (int i = 0; i < turns; i++) {
        // Pairs of equal messages: one message each.
        String content = "Message " + i / 2;
        running.add(
            threads.submit(
                () ->
                    conversation.answer(
                        caller,
                        session.id(),
                        answer(say(session, content), Clock.systemUTC().instant()))));
      }
      for (Future<Conversation.Kept> turn : running) {
        turn.get();
      }
    }
    List<Message> stored =
        conversation.list(caller, session.id(), first(100)).orElseThrow().items();
    Session after = sessions.find(caller, session.id()).orElseThrow();
    assertEquals(stored.size(), after.messageCount());
    assertEquals(stored.getLast().createdAt(), after.lastMessageAt());
    assertEquals(
        stored.stream().filter(Message.FromUser.class::isInstance).count(),
        stored.stream().filter(Message.Answer.class::isInstance).count());
    assertEquals(
        stored.stream().map(Message::createdAt).sorted().toList(),
        stored.stream().map(Message::createdAt).toList());
  }

  @Test
  void findsWhatIsStoredWhenTheConnectionIsLostAtCommit() {
    JdbcStore losing =
        new JdbcStore(losingCommits(context.getBean(TRANSACTIONS)), Clock.systemUTC());
    Session session = Session.empty(IDS.session(), Fixtures.MAYA, new Scope.Library(), "S", START);
    losing.sessions().add(caller, session);
    Message.FromUser question = said("When?", START);
    Message.FromUser kept = losing.conversation().say(caller, session.id(), question).orElseThrow();
    assertEquals(question.id(), kept.id());
    Message.Answer answer = answer(kept, START.plusSeconds(1));
    assertEquals(
        new Conversation.Kept.Now(answer, Set.of()),
        losing.conversation().answer(caller, session.id(), answer));
    assertEquals(2, sessions.find(caller, session.id()).orElseThrow().messageCount());
    assertEquals(1, sessions.count(caller, Fixtures.MAYA));
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
      Sessions gone = storeOf(nowhere).sessions();
      StoreUnavailableException failure =
          assertThrows(
              StoreUnavailableException.class, () -> gone.find(caller, new SessionId("as_secret")));
      assertEquals(StoreUnavailableException.class, failure.getClass());
      assertFalse(String.valueOf(failure.getMessage()).contains("secret"));
    }
  }

  private static Message.Answer answer(Message.FromUser question, Instant time) {
    RecordingId one = new RecordingId("rec_one");
    return new Message.Answer(
        IDS.message(),
        question.id(),
        List.of(new Part.Text("On 2 June"), new Part.Citation(one, Duration.ofMillis(31_570))),
        List.of(new ChunkId("chk_one")),
        new TokenUse(100, 10, 40),
        new ModelName("openai", "m-1"),
        FinishReason.LENGTH,
        time);
  }
}
