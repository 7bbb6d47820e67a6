package dev.hark.ask.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hark.ask.retrieval.grpc.SearchFixture;
import dev.hark.contract.Calls;
import dev.hark.proto.ask.v1.AskResponse;
import dev.hark.proto.ask.v1.Message;
import dev.hark.proto.ask.v1.Role;
import dev.hark.proto.ask.v1.ScopeType;
import dev.hark.proto.search.v1.Caller;
import dev.hark.stack.SharedStack;
import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.StatusRuntimeException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Kills the service in two rows side by side ({@code -Dcrash.kills=} in each) with turns at every
 * point of their way: before the message is stored, after it, before the model's first word, in the
 * middle of its words, while the answer is being stored, after that, and anywhere. {@code -Dseed=}
 * repeats a run's choices.
 */
@Execution(ExecutionMode.CONCURRENT)
class CrashIT {
  /** In each of two rows. */
  private static final int KILLS = Integer.getInteger("crash.kills", 2);

  /** Turns of each round that nothing holds: the kill meets them anywhere. */
  private static final int ANYWHERE = 4;

  private static final Caller CALLER = Calls.caller("crash");

  private final long seed = Long.getLong("seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final SearchFixture search = new SearchFixture();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final String database =
      SharedStack.get().createDatabase("askcrash_" + new Random().nextInt(1 << 30));

  /**
   * A turn that a kill met.
   *
   * @param acknowledged whether the caller was told that the message is stored
   * @param completed whether it was told that the answer is
   */
  private record Met(String session, String question, boolean acknowledged, boolean completed) {}

  @ParameterizedTest
  @ValueSource(strings = {"one", "other"})
  @Execution(ExecutionMode.CONCURRENT)
  void keepsMessagesOnceAndAnswersWhole(String row) throws Exception {
    System.out.println("CrashIT " + row + " -Dseed=" + seed);
    random.setSeed(seed + row.hashCode());
    search.has(CALLER, "rec_alpha", "eu_maya", 2);
    Server searchServer =
        Grpc.newServerBuilderForPort(0, InsecureServerCredentials.create())
            .executor(threads)
            .permitKeepAliveTime(15, TimeUnit.SECONDS)
            .permitKeepAliveWithoutCalls(true)
            .addService(search.service())
            .build()
            .start();
    try (ScriptedProvider provider = new ScriptedProvider()) {
      Map<String, String> environment =
          Map.of(
              "HARK_POSTGRES_URL",
              database,
              "HARK_SEARCH_ADDRESS",
              "127.0.0.1:" + searchServer.getPort(),
              "HARK_OPENAI_API_KEY",
              "key",
              "HARK_OPENAI_BASE_URL",
              provider.url());
      List<Met> met = List.of();
      for (int kill = 0; kill <= KILLS; kill++) {
        try (ServiceProcess service = new ServiceProcess(environment)) {
          Calls calls = new Calls(service.stub(), CALLER);
          for (Met turn : met) {
            assertAllIsWell(calls, provider, turn);
          }
          met = kill < KILLS ? meet(service, calls, provider, kill) : List.of();
        }
      }
    } finally {
      searchServer.shutdownNow();
      threads.shutdownNow();
    }
  }

  /** Brings a turn to each point, then kills the service. */
  private List<Met> meet(ServiceProcess service, Calls calls, ScriptedProvider provider, int round)
      throws Exception {
    List<Met> met = new ArrayList<>();
    String done = library(calls);
    calls.answer(done, "done" + round);
    met.add(new Met(done, "done" + round, true, true));

    String recording = "rec_held" + round;
    search.has(CALLER, recording, "eu_maya", 2);
    String early =
        calls.create(Calls.scoped(ScopeType.SCOPE_TYPE_RECORDING, "", recording)).getSessionId();
    CountDownLatch reading = search.holds(recording);
    Iterator<AskResponse> unheard = calls.stub().ask(calls.question(early, "early" + round));
    met.add(new Met(early, "early" + round, false, false));

    CountDownLatch searching = search.holds("stored" + round);
    met.add(begun(calls, "stored" + round, 1));
    met.add(begun(calls, "silent" + round, 1));
    met.add(begun(calls, "half" + round, 2));
    List<Met> anywhere = new ArrayList<>();
    for (int i = 0; i < ANYWHERE; i++) {
      anywhere.add(new Met(library(calls), "any" + round + "x" + i, false, false));
    }
    String storing = "halfStoring" + round;
    Met last = begun(calls, storing, 2);
    met.add(last);
    try (Connection other = DriverManager.getConnection(database, "postgres", "")) {
      lock(other, last.session());
      provider.letGo(storing);
      awaitWaitingForALock(other);
      for (Met any : anywhere) {
        threads.execute(() -> listen(calls, any));
      }
      TimeUnit.MILLISECONDS.sleep(random.nextInt(120));
      service.kill();
    }
    reading.countDown();
    searching.countDown();
    assertTrue(!heard(unheard), "the message was not stored when the service died");
    met.addAll(anywhere);
    return met;
  }

  private static String library(Calls calls) {
    return calls.create(Calls.library("eu_maya")).getSessionId();
  }

  /** A turn that has told so much: that the message is stored, and then the first words. */
  private static Met begun(Calls calls, String question, int events) {
    String session = library(calls);
    Iterator<AskResponse> told = calls.stub().ask(calls.question(session, question));
    for (int i = 0; i < events; i++) {
      AskResponse event = told.next();
      assertTrue(i == 0 ? event.hasStarted() : event.hasDelta(), event::toString);
    }
    return new Met(session, question, true, false);
  }

  private static void listen(Calls calls, Met turn) {
    try {
      calls.ask(calls.question(turn.session(), turn.question()));
    } catch (StatusRuntimeException e) {
      // The service died meanwhile.
    }
  }

  private static boolean heard(Iterator<AskResponse> events) {
    try {
      return events.next().hasStarted();
    } catch (StatusRuntimeException e) {
      return false;
    }
  }

  private static void lock(Connection connection, String session) throws SQLException {
    connection.setAutoCommit(false);
    try (PreparedStatement select =
        connection.prepareStatement("SELECT 1 FROM ask.sessions WHERE id = ? FOR UPDATE")) {
      select.setString(1, session);
      select.executeQuery().close();
    }
  }

  private static void awaitWaitingForALock(Connection connection) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(10))
        .until(
            () -> {
              try (Statement statement = connection.createStatement();
                  ResultSet row =
                      statement.executeQuery(
                          "SELECT count(*) FROM pg_stat_activity"
                              + " WHERE datname = current_database()"
                              + " AND wait_event_type = 'Lock'")) {
                row.next();
                return row.getInt(1) > 0;
              }
            });
  }

  private void assertAllIsWell(Calls calls, ScriptedProvider provider, Met turn) {
    String where = turn + " by -Dseed=" + seed;
    provider.letGo(turn.question());
    List<Message> kept = calls.messages(turn.session());
    assertEquals(kept.size(), calls.get(turn.session()).getMessageCount(), where);
    assertTrue(kept.size() <= 2, where + " has " + kept);
    assertTrue(!turn.acknowledged() || !kept.isEmpty(), where + " was lost");
    boolean answered = kept.size() == 2;
    assertTrue(!turn.completed() || answered, where + " lost its answer");
    if (!answered) {
      calls.answer(turn.session(), turn.question());
    }
    assertOneTurn(calls.messages(turn.session()), turn, where);
    calls.answer(turn.session(), "again");
    assertEquals(4, calls.messages(turn.session()).size(), where);
  }

  private static void assertOneTurn(List<Message> messages, Met turn, String where) {
    assertEquals(
        List.of(Role.ROLE_USER, Role.ROLE_ASSISTANT),
        messages.stream().map(Message::getRole).toList(),
        where);
    assertEquals(turn.question(), messages.get(0).getContent(), where);
    assertEquals(ScriptedProvider.answerTo(turn.question()), messages.get(1).getContent(), where);
  }
}
