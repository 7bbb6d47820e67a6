package dev.hark.gateway.key;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears from PostgreSQL of every key and project that changes, on a connection and a thread of its
 * own, which asks several times a second whether it still hears.
 */
final class KeyChangeListener implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(KeyChangeListener.class);

  /** With what may be lost on the way this stays well inside a revocation's second. */
  private static final Duration HEARD_WITHIN = Duration.ofMillis(500);

  private static final Duration BETWEEN_CHECKS = Duration.ofMillis(150);

  private final DataSource database;
  private volatile KeyChanges changes;
  private volatile @Nullable Connection open;
  private volatile boolean stopped;

  /**
   * @param database whose connections wait for an answer a second at most
   */
  KeyChangeListener(DataSource database) {
    this.database = database;
    long now = System.nanoTime();
    this.changes = new KeyChanges(false, true, now, now);
  }

  /**
   * Hears until it is closed.
   *
   * @param changed is told the hash of a key that must be looked up again, or the project whose
   *     keys must all be
   */
  void start(Consumer<String> changed) {
    Thread.ofVirtual().name("key-changes").start(() -> run(changed));
  }

  /** As of now. */
  KeyChanges changes() {
    KeyChanges last = changes;
    boolean fresh = System.nanoTime() - last.confirmed() < HEARD_WITHIN.toNanos();
    return last.hearing() && !fresh
        ? new KeyChanges(false, last.reachable(), last.since(), last.confirmed())
        : last;
  }

  private void run(Consumer<String> changed) {
    while (!stopped) {
      try (Connection connection = database.getConnection()) {
        open = connection;
        listen(connection, changed);
      } catch (SQLException e) {
        lost(e);
        LockSupport.parkNanos(BETWEEN_CHECKS.toNanos());
      }
    }
  }

  private void listen(Connection connection, Consumer<String> changed) throws SQLException {
    PGConnection source = connection.unwrap(PGConnection.class);
    try (Statement statement = connection.createStatement()) {
      statement.execute("LISTEN hark_keys");
      long since = System.nanoTime();
      changes = new KeyChanges(true, true, since, since);
      while (!stopped) {
        long asked = System.nanoTime();
        statement.execute("SELECT 1");
        PGNotification @Nullable [] heard =
            source.getNotifications((int) BETWEEN_CHECKS.toMillis());
        for (PGNotification notice : heard == null ? new PGNotification[0] : heard) {
          changed.accept(notice.getParameter());
        }
        changes = new KeyChanges(true, true, since, asked);
      }
    }
  }

  private void lost(SQLException e) {
    KeyChanges last = changes;
    if (last.reachable() && !stopped) {
      log.warn("changes of keys are not heard: SQL state {}", e.getSQLState());
    }
    // A connection that breaks says nothing of the next one; one that cannot be had does.
    changes = new KeyChanges(false, last.hearing(), last.since(), last.confirmed());
  }

  @Override
  public void close() {
    stopped = true;
    @Nullable Connection connection = open;
    if (connection != null) {
      try {
        connection.abort(Runnable::run);
      } catch (SQLException e) {
        log.debug("closed already", e);
      }
    }
  }
}
