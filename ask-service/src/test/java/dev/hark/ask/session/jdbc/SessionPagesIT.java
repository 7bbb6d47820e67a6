package dev.hark.ask.session.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hark.ask.Fixtures;
import dev.hark.ask.session.Cursor;
import dev.hark.ask.session.Message;
import dev.hark.ask.session.Scope;
import dev.hark.ask.session.Session;
import dev.hark.ask.session.Sessions.Page;
import dev.hark.ask.session.Sessions.PageRequest;
import dev.hark.ask.session.Sessions.SessionFilter;
import dev.hark.runtime.id.Ids.MessageId;
import dev.hark.runtime.id.Ids.SessionId;
import io.micronaut.transaction.TransactionOperations;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Pages of a list are one list, whatever time the messages have that come while it is read. */
class SessionPagesIT extends StoreFixture {
  private static final SessionFilter ALL =
      new SessionFilter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /** Sessions a second apart, the latest first. */
  private List<SessionId> sessions(int count) {
    List<SessionId> sessions =
        IntStream.range(0, count).mapToObj(i -> session(START.plusSeconds(i))).toList();
    return sessions.reversed();
  }

  private SessionId session(Instant time) {
    Session session =
        Session.empty(SessionId.next(IDS), Fixtures.MAYA, new Scope.Library(), "Titled", time);
    sessions.add(caller, session);
    return session.id();
  }

  private void say(SessionId session, Instant time) {
    Message.FromUser message =
        new Message.FromUser(MessageId.next(IDS), "Said " + RANDOM.nextLong(), List.of(), time);
    assertTrue(conversation.say(caller, session, message).isPresent());
  }

  private Page<Session> page(int limit, Optional<Cursor> after) {
    return sessions.list(caller, ALL, new PageRequest(limit, after));
  }

  private List<SessionId> rest(Page<Session> first) {
    List<SessionId> seen = new ArrayList<>(ids(first));
    for (Optional<Cursor> after = first.next(); after.isPresent(); ) {
      Page<Session> page = page(1, after);
      seen.addAll(ids(page));
      after = page.next();
    }
    return seen;
  }

  private static List<SessionId> ids(Page<Session> page) {
    return page.items().stream().map(Session::id).toList();
  }

  @Test
  void aMessageOfTheMillisecondOfTheFirstRowMovesNothing() {
    List<SessionId> there = sessions(4);
    Page<Session> first = page(1, Optional.empty());
    say(there.get(2), START.plusSeconds(3));
    assertEquals(there, rest(first));
  }

  @Test
  void aMessageOfATimeBetweenTheRowsThatWereShownMovesNothing() {
    List<SessionId> there = sessions(5);
    Page<Session> first = page(2, Optional.empty());
    say(there.get(3), START.plusMillis(3_500));
    say(there.get(4), START.plusMillis(2_500));
    say(there.getFirst(), START.plusSeconds(60));
    assertEquals(there, rest(first));
  }

  @Test
  void aMessageThatWasBeingStoredMeanwhileMovesNothing() {
    List<SessionId> there = sessions(4);
    TransactionOperations<Connection> transactions = context.getBean(StoreFixture.TRANSACTIONS);
    Page<Session> first =
        transactions.executeWrite(
            status -> {
              say(there.get(2), START.plusSeconds(3));
              return CompletableFuture.supplyAsync(() -> page(1, Optional.empty())).join();
            });
    assertEquals(there, rest(first));
  }

  @Test
  void rowsOfOneMillisecondAreListedOnceWhileMessagesOfAnyTimeCome() {
    long seed = Long.getLong("seed", RANDOM.nextLong());
    System.out.println("SessionPagesIT seed " + seed);
    Random random = new Random(seed);
    List<SessionId> there = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      SessionId session = session(START.plusMillis(random.nextInt(4)));
      there.add(session);
      if (random.nextBoolean()) {
        say(session, START.plusMillis(random.nextInt(8)));
      }
    }
    List<SessionId> expected = ids(page(100, Optional.empty()));
    Page<Session> page = page(3, Optional.empty());
    List<SessionId> seen = new ArrayList<>(ids(page));
    while (page.next().isPresent()) {
      for (int i = 0; i < 5; i++) {
        say(there.get(random.nextInt(40)), START.plusMillis(random.nextInt(12)));
      }
      page = page(1 + random.nextInt(4), page.next());
      seen.addAll(ids(page));
    }
    assertEquals(expected, seen, () -> "by -Dseed=" + seed);
  }

  @Test
  void signsCursorsWithOneKeyForAllInstances() {
    StoredCursorSeal seal = context.getBean(StoredCursorSeal.class);
    String text = seal.read().seal("1 7:7: as_a", List.of("x"));
    assertEquals(Optional.of("1 7:7: as_a"), seal.read().open(text, List.of("x")));
  }
}
