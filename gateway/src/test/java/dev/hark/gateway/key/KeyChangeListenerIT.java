package dev.hark.gateway.key;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.hark.stack.SharedStack;
import dev.hark.stack.Stack;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.postgresql.ds.PGSimpleDataSource;

@Execution(ExecutionMode.CONCURRENT)
class KeyChangeListenerIT {
  private final PGSimpleDataSource database = new PGSimpleDataSource();
  private final List<String> changed = new CopyOnWriteArrayList<>();

  @BeforeEach
  void connect() {
    Stack stack = SharedStack.get();
    database.setUrl(stack.createDatabase("gateway_notices_" + System.nanoTime()));
    database.setUser(stack.postgresUser());
  }

  @AfterEach
  void forget() {
    changed.clear();
  }

  private void tell(String what) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("SELECT pg_notify('hark_keys', '" + what + "')");
    }
  }

  @Test
  void hearsOfWhatChangesAndKnowsThatItHears() throws SQLException {
    try (KeyChangeListener listener = new KeyChangeListener(database)) {
      listener.start(changed::add);
      await().until(() -> listener.changes().hearing());
      long confirmed = listener.changes().confirmed();
      tell("proj_1");
      await().until(() -> changed.equals(List.of("proj_1")));
      await().until(() -> listener.changes().confirmed() > confirmed);
      assertEquals(List.of("proj_1"), changed, "its own heartbeat changes no key");
    }
  }

  /** Statements succeed there, and no notice ever comes: each runs on another connection. */
  @Test
  void behindAPoolerThatTakesTheConnectionAwayItDoesNotBelieveThatItHears() throws SQLException {
    try (KeyChangeListener listener = new KeyChangeListener(pooled())) {
      listener.start(changed::add);
      long end = System.nanoTime() + Duration.ofMillis(1_200).toNanos();
      while (System.nanoTime() < end) {
        assertFalse(listener.changes().hearing());
        Thread.onSpinWait();
      }
    }
  }

  /** What a pooler is that gives each transaction another connection of its own. */
  private DataSource pooled() throws SQLException {
    Deque<Connection> connections = new ArrayDeque<>();
    for (int i = 0; i < 3; i++) {
      connections.add(database.getConnection());
    }
    return proxy(
        DataSource.class,
        (method, arguments) ->
            method.equals("getConnection")
                ? proxy(
                    Connection.class,
                    (name, values) -> name.equals("close") ? null : next(connections, name, values))
                : null);
  }

  private static @Nullable Object next(Deque<Connection> connections, String name, Object[] values)
      throws Exception {
    if (name.equals("createStatement")) {
      return proxy(
          Statement.class,
          (method, arguments) -> {
            connections.addLast(connections.removeFirst());
            try (Statement statement = connections.getFirst().createStatement()) {
              return method.equals("execute") && statement.execute(String.valueOf(arguments[0]));
            }
          });
    }
    if (name.equals("unwrap")) {
      return connections.getFirst().unwrap((Class<?>) values[0]);
    }
    return null;
  }

  private interface Call {
    @Nullable Object answer(String method, Object[] arguments) throws Exception;
  }

  private static <T> T proxy(Class<T> type, Call call) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> {
              try {
                return call.answer(method.getName(), arguments == null ? new Object[0] : arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }
}
