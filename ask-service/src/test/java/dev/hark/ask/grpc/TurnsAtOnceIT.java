package dev.hark.ask.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hark.ask.model.ChatRequest;
import dev.hark.ask.model.ChatRequest.Said;
import dev.hark.contract.Calls;
import dev.hark.proto.ask.v1.AskResponse;
import dev.hark.proto.ask.v1.Completed;
import dev.hark.proto.ask.v1.ListSessionsRequest;
import dev.hark.proto.ask.v1.Message;
import io.grpc.Context;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many turns at the same time, over a real PostgreSQL with a pool of four connections. */
class TurnsAtOnceIT {
  private static final String MAYA = "eu_maya";
  private static AskOverPostgres hark;

  private Calls calls;

  @BeforeAll
  static void start() throws IOException {
    hark = new AskOverPostgres();
  }

  @AfterAll
  static void stop() {
    hark.close();
  }

  @BeforeEach
  void begin() {
    calls = new Calls(hark.stub(), Calls.caller("p" + new Random().nextLong(1L << 60)));
    hark.search.has(calls.caller(), "rec_alpha", MAYA, 3);
    hark.model.waitsFor(new CountDownLatch(0));
    hark.model.says("It is", " agreed [S1].");
  }

  @Test
  void answersTwoEqualMessagesAtOnceWithOneTurn() throws Exception {
    String id = calls.create(Calls.library(MAYA)).getSessionId();
    for (int i = 0; i < 10; i++) {
      String question = "Question " + i;
      List<List<AskResponse>> told = atOnce(8, any -> calls.ask(calls.question(id, question)));
      // Whoever comes after the answer is stored asks once more on purpose.
      long answers = told.stream().map(List::getLast).distinct().count();
      long stored =
          calls.messages(id).stream().filter(one -> one.getContent().equals(question)).count();
      assertEquals(stored, answers);
    }
    assertEquals(calls.messages(id).size(), calls.get(id).getMessageCount());
  }

  @Test
  void joinsTheTurnThatRuns() throws Exception {
    String id = calls.create(Calls.library(MAYA)).getSessionId();
    CountDownLatch more = new CountDownLatch(1);
    hark.model.waitsFor(more);
    int before = hark.model.asked().size();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Completed>> running = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        running.add(threads.submit(() -> calls.answer(id, "When?")));
      }
      // Each has been told the first words: all are in the one turn.
      Awaitility.await().until(() -> hark.model.asked().size() == before + 1);
      Iterator<AskResponse> joined = hark.stub().ask(calls.question(id, "When?"));
      assertTrue(joined.next().hasStarted());
      more.countDown();
      for (Future<Completed> one : running) {
        assertEquals(2, calls.messages(one.get().getSessionId()).size());
      }
    }
    assertEquals(before + 1, hark.model.asked().size());
    assertEquals(2, calls.messages(id).size());
  }

  @Test
  void finishesEveryTurnWhoseCallerLeaves() throws Exception {
    int leaving = AskOverPostgres.TURNS + 200;
    List<String> sessions = new ArrayList<>();
    for (int i = 0; i < leaving; i++) {
      String id = calls.create(Calls.library(MAYA)).getSessionId();
      Context.CancellableContext caller = Context.current().withCancellation();
      boolean atOnce = i % 3 == 0;
      caller.run(
          () -> {
            Iterator<AskResponse> events = hark.stub().ask(calls.question(id, "When?"));
            if (!atOnce) {
              assertTrue(events.next().hasStarted());
            }
          });
      caller.cancel(null);
      if (!atOnce) {
        sessions.add(id);
      }
    }
    for (String id : sessions) {
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .pollDelay(Duration.ZERO)
          .until(() -> calls.get(id).getMessageCount() == 2);
    }
    // More turns were left than there are places: they were given back.
    calls.answer(sessions.getFirst(), "And then?");
  }

  @Test
  void holdsNoConnectionWhileAModelWrites() throws Exception {
    int turns = 200;
    CountDownLatch more = new CountDownLatch(1);
    hark.model.waitsFor(more);
    int before = hark.model.asked().size();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Completed>> running = new ArrayList<>();
      for (int i = 0; i < turns; i++) {
        running.add(
            threads.submit(
                () -> calls.answer(calls.create(Calls.library(MAYA)).getSessionId(), "When?")));
      }
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> hark.model.asked().size() == before + turns);
      ListSessionsRequest page =
          ListSessionsRequest.newBuilder().setCaller(calls.caller()).setLimit(20).build();
      List<Duration> listings = new ArrayList<>();
      for (int i = 0; i < 21; i++) {
        long begun = System.nanoTime();
        calls.stub().listSessions(page);
        listings.add(Duration.ofNanos(System.nanoTime() - begun));
      }
      Duration middle = listings.stream().sorted().toList().get(10);
      assertTrue(middle.toMillis() < 100, () -> "listing took " + middle);
      assertEquals(0, inTransaction());
      more.countDown();
      for (Future<Completed> one : running) {
        one.get();
      }
    }
    assertEquals(turns, count());
  }

  @Test
  void keepsATotalOrderOfMessagesThatComeAtOnce() throws Exception {
    String id = calls.create(Calls.library(MAYA)).getSessionId();
    int before = hark.model.asked().size();
    atOnce(20, i -> calls.answer(id, "Question " + i));
    List<Message> stored = calls.messages(id);
    assertEquals(40, stored.size());
    assertEquals(stored, calls.messages(id));
    for (ChatRequest request : hark.model.asked().subList(before, hark.model.asked().size())) {
      List<Said> said = request.said();
      assertEquals(1, said.size() % 2, "whole turns, and the question");
      for (int i = 0; i < said.size(); i++) {
        assertEquals(i % 2 == 0 ? Said.By.USER : Said.By.MODEL, said.get(i).by());
      }
    }
  }

  private interface Work<T> {
    T of(int number);
  }

  private static <T> List<T> atOnce(int many, Work<T> work) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<T>> running =
          IntStream.range(0, many).mapToObj(i -> threads.submit(() -> work.of(i))).toList();
      List<T> done = new ArrayList<>();
      for (Future<T> one : running) {
        done.add(one.get());
      }
      return done;
    }
  }

  /** Connections of the service that are in a transaction and have nothing to do. */
  private static int inTransaction() throws SQLException {
    try (Connection other = hark.connection();
        Statement statement = other.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                    + " AND state LIKE 'idle in transaction%'"
                    + " AND state_change < now() - interval '1 second'")) {
      row.next();
      return row.getInt(1);
    }
  }

  private long count() {
    return calls.count(MAYA).getSessions();
  }
}
