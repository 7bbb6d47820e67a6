package dev.hark.gateway.key;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.postgresql.util.PSQLState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears from PostgreSQL of every key and project that changes, on a connection and a thread of its
 * own. A notice to itself several times a second proves that it hears: statements succeed on a
 * connection, too, that a pooler gives to others in between.
 */
final class KeyChangeListener implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(KeyChangeListener.class);

  /** With what may be lost on the way this stays well inside a revocation's second. */
  private static final Duration HEARD_WITHIN = Duration.ofMillis(500);

  /** From one heartbeat to the next, in nanoseconds. */
  private static final long PERIOD = TimeUnit.MILLISECONDS.toNanos(150);

  /**
   * Whether this process hears of every key that changes. What was looked up since {@link #since}
   * is good as long as nothing was heard about it, and surely was until {@link #confirmed}.
   *
   * @param hearing whether that still holds now
   * @param reachable false when the store was just tried in vain
   * @param since of the same clock as {@link System#nanoTime}
   */
  record Changes(boolean hearing, boolean reachable, long since, long confirmed) {

    /** Whether something that was looked up then may still be used, unheard. */
    boolean cover(long lookedUp) {
      return hearing && lookedUp - since >= 0;
    }

    /** When a look-up was known to be good for the last time. */
    long confirmed(long lookedUp) {
      return lookedUp - since >= 0 && confirmed - lookedUp > 0 ? confirmed : lookedUp;
    }
  }

  private final DataSource database;
  private volatile Changes changes;
  private volatile @Nullable Connection open;
  private volatile boolean stopped;

  /** Whether the log has it that nothing is heard. */
  private boolean saidSo;

  /**
   * @param database whose connections wait for an answer a second at most
   */
  KeyChangeListener(DataSource database) {
    this.database = database;
    long now = System.nanoTime();
    this.changes = new Changes(false, true, now, now);
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
  Changes changes() {
    Changes last = changes;
    boolean fresh = System.nanoTime() - last.confirmed() < HEARD_WITHIN.toNanos();
    return last.hearing() && !fresh
        ? new Changes(false, last.reachable(), last.since(), last.confirmed())
        : last;
  }

  private void run(Consumer<String> changed) {
    while (!stopped) {
      boolean reached = false;
      try (Connection connection = database.getConnection()) {
        reached = true;
        open = connection;
        listen(connection, changed);
      } catch (SQLException e) {
        lost(e, reached);
        LockSupport.parkNanos(PERIOD);
      }
    }
  }

  private void listen(Connection connection, Consumer<String> changed) throws SQLException {
    PGConnection source = connection.unwrap(PGConnection.class);
    String heartbeat = "hark_heartbeat_" + UUID.randomUUID().toString().replace("-", "");
    try (Statement statement = connection.createStatement()) {
      statement.execute("LISTEN hark_keys");
      statement.execute("LISTEN " + heartbeat);
      long since = System.nanoTime();
      long confirmed = since;
      while (!stopped) {
        long asked = System.nanoTime();
        statement.execute("NOTIFY %s, '%d'".formatted(heartbeat, asked));
        for (long left = PERIOD; left > 0; left = PERIOD - (System.nanoTime() - asked)) {
          for (PGNotification notice : notices(source, left)) {
            if (notice.getName().equals(heartbeat)) {
              // What was told before this is heard, as notices come in the order of their commits.
              confirmed = Long.parseLong(notice.getParameter());
              changes = new Changes(true, true, since, confirmed);
              saidSo = false;
            } else {
              changed.accept(notice.getParameter());
            }
          }
        }
        if (System.nanoTime() - confirmed > HEARD_WITHIN.toNanos()) {
          throw new SQLException("no notice comes back", PSQLState.CONNECTION_FAILURE.getState());
        }
      }
    }
  }

  private static List<PGNotification> notices(PGConnection source, long nanos) throws SQLException {
    int millis = (int) TimeUnit.NANOSECONDS.toMillis(nanos);
    // 0 would be for ever.
    PGNotification @Nullable [] heard = source.getNotifications(Math.max(millis, 1));
    return heard == null ? List.of() : List.of(heard);
  }

  private void lost(SQLException e, boolean reached) {
    Changes last = changes;
    if (!saidSo && !stopped) {
      saidSo = true;
      log.warn(
          "changes of keys are not heard, each is looked up again after half a second: {} (SQL"
              + " state {})",
          e.getMessage(),
          e.getSQLState());
    }
    // A connection that breaks says nothing of the next one; one that cannot be had does.
    changes = new Changes(false, reached, last.since(), last.confirmed());
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
