package dev.hark.ask.session.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hark.ask.Fixtures;
import dev.hark.ask.id.Caller;
import dev.hark.ask.id.ChunkId;
import dev.hark.ask.id.EndUserId;
import dev.hark.ask.id.MessageId;
import dev.hark.ask.id.Mode;
import dev.hark.ask.id.NewIds;
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
import dev.hark.ask.session.SessionFilter;
import dev.hark.ask.session.Sessions;
import dev.hark.ask.session.StoreRefusedException;
import dev.hark.ask.session.StoreUnavailableException;
import dev.hark.ask.session.TokenUse;
import dev.hark.ask.session.Turn;
import dev.hark.stack.SharedStack;
import dev.hark.stack.Stack;
import io.micronaut.context.ApplicationContext;
import io.micronaut.core.type.Argument;
import io.micronaut.transaction.TransactionOperations;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JdbcStoreIT {
  private static final Random RANDOM = new Random();
  private static final NewIds IDS = new NewIds(Clock.systemUTC(), RANDOM);
  private static final Instant START = Instant.parse("2026-05-20T10:00:00Z");

  @SuppressWarnings({"unchecked", "rawtypes"})
  static final Argument<TransactionOperations<Connection>> TRANSACTIONS =
      (Argument) Argument.of(TransactionOperations.class, Connection.class);

  private static ApplicationContext context;
  private static JdbcStore store;

  private final Caller caller = Fixtures.caller("p" + RANDOM.nextLong(1L << 60));
  private Sessions sessions;
  private Conversation conversation;

  @BeforeEach
  void take() {
    sessions = store.sessions();
    conversation = store.conversation();
  }

  @BeforeAll
  static void open() {
    Stack stack = SharedStack.get();
    context = contextOver(stack.createDatabase("ask_" + RANDOM.nextInt(1 << 30)), 5_000);
    JdbcStore.migrate(context.getBean(DataSource.class));
    store = storeOf(context);
  }

  @AfterAll
  static void close() {
    context.close();
  }

  static ApplicationContext contextOver(String url, int patience) {
    return ApplicationContext.run(
        Map.of(
            "datasources.default.url",
            url,
            "datasources.default.username",
            "postgres",
            "datasources.default.maximum-pool-size",
            4,
            "datasources.default.connection-timeout",
            patience,
            "datasources.default.initialization-fail-timeout",
            -1));
  }

  static JdbcStore storeOf(ApplicationContext some) {
    return new JdbcStore(some.getBean(TRANSACTIONS), Clock.systemUTC());
  }

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
        new Conversation.Kept.Now(answer), conversation.answer(caller, session.id(), answer));
    Turn turn = conversation.latestTurns(caller, session.id(), 5).getFirst();
    assertEquals(answer, turn.answer());
    assertEquals("When?  👍", turn.question().content());
    Session after = sessions.find(caller, session.id()).orElseThrow();
    assertEquals(2, after.messageCount());
    assertEquals(START.plusSeconds(2), after.lastMessageAt());
    assertEquals(Optional.of(new ModelName("openai", "m-1")), after.lastAnswerBy());
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
        new Conversation.Kept.Now(answer),
        conversation.answer(caller, session.id(), answer),
        "the same once more, after a connection that was lost at commit");
    assertEquals(
        new Conversation.Kept.Before(answer),
        conversation.answer(caller, session.id(), answer(question, START.plusSeconds(2))));
    assertEquals(2, sessions.find(caller, session.id()).orElseThrow().messageCount());
  }

  @Test
  void refusesAnAnswerThatCanNeverBeKept() {
    Session session = add(Fixtures.MAYA, new Scope.Library(), "Talk", START);
    Message.FromUser question = say(session, "When?");
    Message.FromUser unknown = said("Never said", START);
    assertThrows(
        StoreRefusedException.class,
        () -> conversation.answer(caller, session.id(), answer(unknown, START)));
    assertEquals(List.of(), conversation.latestTurns(caller, session.id(), 5));
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
  void findsTitlesByAnyPartLiterallyAndInAnyCase() {
    for (String title : List.of("Budget 100%", "BUDGET_plan", "back\\slash", "Überblick")) {
      add(Fixtures.MAYA, new Scope.Library(), title, START);
    }
    assertEquals(Set.of("Budget 100%", "BUDGET_plan"), titles("budget"));
    assertEquals(Set.of("Budget 100%"), titles("0%"));
    assertEquals(Set.of("BUDGET_plan"), titles("t_p"));
    assertEquals(Set.of("back\\slash"), titles("k\\S"));
    assertEquals(Set.of("Überblick"), titles("überb"));
    assertEquals(Set.of(), titles("%u%"));
  }

  @Test
  void filtersByOwnerScopeAndRecording() {
    RecordingId one = new RecordingId("rec_one");
    Session library = add(Fixtures.MAYA, new Scope.Library(), "L", START);
    Session recording =
        add(Fixtures.MAYA, new Scope.Recording(one, Optional.empty()), "R", START.plusSeconds(1));
    Session selected =
        add(Fixtures.JONAS, new Scope.Selected(List.of(one)), "S", START.plusSeconds(2));
    assertEquals(List.of(selected, recording, library), list(caller, all(), 10).items());
    assertEquals(
        List.of(recording, library), list(caller, all().ownedBy(Fixtures.MAYA), 10).items());
    assertEquals(List.of(library), filtered(Optional.of(Scope.Type.LIBRARY), Optional.empty()));
    assertEquals(List.of(), filtered(Optional.of(Scope.Type.FOLDER), Optional.empty()));
    assertEquals(List.of(selected, recording), filtered(Optional.empty(), Optional.of(one)));
  }

  @Test
  void pagesWithoutRepeatingOrSkippingWhileOthersChange() {
    long seed = Long.getLong("seed", RANDOM.nextLong());
    System.out.println("JdbcStoreIT seed " + seed);
    Random random = new Random(seed);
    List<SessionId> there = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      // Equal times often, so that the id decides.
      there.add(
          add(Fixtures.MAYA, new Scope.Library(), "S", START.plusSeconds(random.nextInt(6))).id());
    }
    List<SessionId> seen = new ArrayList<>();
    Optional<Cursor> after = Optional.empty();
    do {
      Page<Session> page =
          sessions.list(caller, all(), new PageRequest(1 + random.nextInt(9), after));
      page.items().forEach(session -> seen.add(session.id()));
      after = page.next();
      Session added =
          add(Fixtures.MAYA, new Scope.Library(), "N", START.plusSeconds(random.nextInt(6)));
      if (random.nextBoolean()) {
        sessions.delete(caller, added.id());
      }
    } while (after.isPresent());
    assertEquals(new HashSet<>(seen).size(), seen.size(), () -> "repeated by -Dseed=" + seed);
    assertTrue(seen.containsAll(there), () -> "skipped by -Dseed=" + seed);
  }

  @Test
  void listsASessionThatMovedWhereItWas() {
    List<Session> there = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      there.add(add(Fixtures.MAYA, new Scope.Library(), "Titled " + i, START.plusSeconds(i)));
    }
    for (SessionFilter filter : List.of(all(), titled("titled"))) {
      Page<Session> first = sessions.list(caller, filter, first(3));
      List<SessionId> seen = new ArrayList<>(idsOf(first));
      // One that was shown and one that was not; both go to the front.
      sayLater(there.get(8));
      sayLater(there.get(2));
      add(Fixtures.MAYA, new Scope.Library(), "Titled new", Clock.systemUTC().instant());
      for (Optional<Cursor> after = first.next(); after.isPresent(); ) {
        Page<Session> page = sessions.list(caller, filter, new PageRequest(2, after));
        seen.addAll(idsOf(page));
        after = page.next();
      }
      assertEquals(new HashSet<>(seen).size(), seen.size(), "repeated");
      assertTrue(
          seen.containsAll(there.stream().map(Session::id).toList()), () -> "skipped " + seen);
    }
  }

  private static List<SessionId> idsOf(Page<Session> page) {
    return page.items().stream().map(Session::id).toList();
  }

  private void sayLater(Session session) {
    conversation.say(
        caller, session.id(), said("Later " + RANDOM.nextLong(), Clock.systemUTC().instant()));
  }

  @Test
  void findsTitlesByPartsThatAreShortOrRareOrSigns() {
    for (String title : List.of("Ä—👍 plan", "a", "xy", "Quarterly review of everything")) {
      add(Fixtures.MAYA, new Scope.Library(), title, START);
    }
    assertEquals(Set.of("Ä—👍 plan"), titles("—"));
    assertEquals(Set.of("Ä—👍 plan"), titles("ä—"));
    assertEquals(Set.of("Ä—👍 plan"), titles("👍 P"));
    assertEquals(Set.of("xy"), titles("XY"));
    assertEquals(Set.of("Quarterly review of everything"), titles("LY REVIEW of e"));
    assertEquals(Set.of(), titles("review everything"));
    assertEquals(Set.of(), titles("x".repeat(1_000)));
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
  void signsCursorsWithOneKeyForAllInstances() {
    String text = store.cursorSeal().seal(new Cursor(1, "as_a", "7:7:"), List.of("x"));
    assertEquals(
        Optional.of(new Cursor(1, "as_a", "7:7:")),
        storeOf(context).cursorSeal().open(text, List.of("x")));
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
        new Conversation.Kept.Now(answer),
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

  private Session add(EndUserId owner, Scope scope, String title, Instant time) {
    Session session = Session.empty(IDS.session(), owner, scope, title, time);
    sessions.add(caller, session);
    return session;
  }

  private Message.FromUser say(Session session, String content) {
    return conversation.say(caller, session.id(), said(content, START)).orElseThrow();
  }

  private static Message.FromUser said(String content, Instant time) {
    return new Message.FromUser(
        IDS.message(), content, List.of(new RecordingId("rec_mentioned")), time);
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

  private static SessionFilter titled(String part) {
    return new SessionFilter(
        Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(part));
  }

  private Set<String> titles(String part) {
    Set<String> titles = new HashSet<>();
    list(caller, titled(part), 100).items().forEach(session -> titles.add(session.title()));
    return titles;
  }

  private List<Session> filtered(Optional<Scope.Type> type, Optional<RecordingId> recording) {
    return list(caller, new SessionFilter(Optional.empty(), type, recording, Optional.empty()), 10)
        .items();
  }

  private Page<Session> list(Caller by, SessionFilter filter, int limit) {
    return sessions.list(by, filter, first(limit));
  }

  private static SessionFilter all() {
    return new SessionFilter(
        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  private static PageRequest first(int limit) {
    return new PageRequest(limit, Optional.empty());
  }
}
