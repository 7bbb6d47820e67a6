package dev.hark.ask.session.jdbc;

import dev.hark.ask.session.StoreRefusedException;
import dev.hark.ask.session.StoreUnavailableException;
import io.micronaut.transaction.TransactionOperations;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.Locale;

/**
 * Runs work in short transactions and translates what goes wrong. Work that was lost with its
 * connection is done once more: every statement here may be repeated.
 */
final class Database {
  /**
   * SQL states, by how they begin: connection, a server that is not yet the first or ends an idle
   * transaction, rollback for others' sake, resources, a lock that was not had in time, an operator
   * who cancels or stops, the server's own system.
   */
  private static final List<String> MAY_PASS =
      List.of("08", "25006", "25P03", "40", "53", "55P03", "57", "58");

  private final TransactionOperations<Connection> transactions;

  Database(TransactionOperations<Connection> transactions) {
    this.transactions = transactions;
  }

  /** What is done on a connection. */
  interface Work<T> {
    T on(Connection connection) throws SQLException;
  }

  <T> T read(Work<T> work) {
    return twice(() -> transactions.executeRead(status -> run(work, status.getConnection())));
  }

  <T> T write(Work<T> work) {
    return twice(() -> transactions.executeWrite(status -> run(work, status.getConnection())));
  }

  /** For work that says something else the second time. */
  <T> T writeOnce(Work<T> work) {
    try {
      return transactions.executeWrite(status -> run(work, status.getConnection()));
    } catch (RuntimeException e) {
      throw translate(e);
    }
  }

  private interface Attempt<T> {
    T run();
  }

  private static <T> T twice(Attempt<T> attempt) {
    try {
      return attempt.run();
    } catch (RuntimeException e) {
      if (!connectionLost(e)) {
        throw translate(e);
      }
    }
    try {
      return attempt.run();
    } catch (RuntimeException e) {
      throw translate(e);
    }
  }

  private static <T> T run(Work<T> work, Connection connection) {
    try {
      return work.on(connection);
    } catch (SQLException e) {
      throw new SqlFailure(e);
    }
  }

  private static boolean connectionLost(Throwable e) {
    String state = state(e);
    return state.startsWith("08") || state.startsWith("57P");
  }

  /** Never with the statement's values: they hold what people wrote. */
  private static RuntimeException translate(RuntimeException e) {
    String state = state(e);
    String message =
        "PostgreSQL cannot be used: "
            + (state.isEmpty()
                ? e.getClass().getSimpleName()
                : "SQL state " + state.toUpperCase(Locale.ROOT));
    return mayPass(e, state)
        ? new StoreUnavailableException(message, e)
        : new StoreRefusedException(message, e);
  }

  /** What has no state did not come from PostgreSQL: a connection that is closed already. */
  private static boolean mayPass(Throwable e, String state) {
    return state.isEmpty() || MAY_PASS.stream().anyMatch(state::startsWith) || poolTimedOut(e);
  }

  /** The pool gives its waiters the state of the last connection that could not be made. */
  private static boolean poolTimedOut(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLTransientConnectionException) {
        return true;
      }
    }
    return false;
  }

  private static String state(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && sql.getSQLState() != null) {
        return sql.getSQLState();
      }
    }
    return "";
  }

  /** Takes an SQL exception through the transaction, which rolls back on it. */
  private static final class SqlFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SqlFailure(SQLException cause) {
      super(cause);
    }
  }
}
