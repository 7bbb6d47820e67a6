package dev.hark.ask.session.jdbc;

import dev.hark.ask.session.StoreFaultException;
import dev.hark.ask.session.StoreUnavailableException;
import io.micronaut.transaction.TransactionOperations;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Runs work in short transactions and translates what goes wrong: what PostgreSQL refused or lost
 * and may pass is {@link StoreUnavailableException}, everything else {@link StoreFaultException}.
 * Work that was lost with its connection is done once more: every statement here may be repeated.
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
    if (mayPass(e, state)) {
      return new StoreUnavailableException("PostgreSQL cannot be used: SQL state " + state, e);
    }
    Throwable where = causes(e).toList().getLast();
    return new StoreFaultException(
        where.getClass().getSimpleName() + ", SQL state " + state, where);
  }

  /**
   * What has no state did not come from PostgreSQL: a pool or connection that is closed already.
   * The pool gives its waiters the state of the last connection that could not be made.
   */
  private static boolean mayPass(Throwable e, String state) {
    return state.isEmpty()
        ? causes(e).anyMatch(SQLException.class::isInstance)
        : MAY_PASS.stream().anyMatch(state::startsWith)
            || causes(e).anyMatch(SQLTransientConnectionException.class::isInstance);
  }

  private static String state(Throwable e) {
    return causes(e)
        .filter(SQLException.class::isInstance)
        .map(cause -> ((SQLException) cause).getSQLState())
        .filter(Objects::nonNull)
        .findFirst()
        .orElse("");
  }

  private static Stream<Throwable> causes(Throwable e) {
    return Stream.iterate(e, Objects::nonNull, Throwable::getCause);
  }

  /** Takes an SQL exception through the transaction, which rolls back on it. */
  private static final class SqlFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SqlFailure(SQLException cause) {
      super(cause);
    }
  }
}
