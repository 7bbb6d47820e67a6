package dev.hark.ask.session.jdbc;

import dev.hark.ask.session.StoreFaultException;
import dev.hark.ask.session.StoreUnavailableException;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Runs work and translates what goes wrong: what PostgreSQL refused or lost and may pass is {@link
 * StoreUnavailableException}, everything else {@link StoreFaultException}. Work that was lost with
 * its connection is done once more: every statement here may be repeated.
 */
@Singleton
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

  /** Each statement by itself. */
  <T> T call(Supplier<T> work) {
    try {
      return work.get();
    } catch (RuntimeException e) {
      if (!connectionLost(e)) {
        throw translate(e);
      }
    }
    return callOnce(work);
  }

  /** The same for work that says something else the second time. */
  <T> T callOnce(Supplier<T> work) {
    try {
      return work.get();
    } catch (RuntimeException e) {
      throw translate(e);
    }
  }

  /** In one short transaction. */
  <T> T write(Supplier<T> work) {
    return call(() -> transactions.executeWrite(status -> work.get()));
  }

  private static boolean connectionLost(Throwable e) {
    String state = state(e);
    return state.startsWith("08") || state.startsWith("57P");
  }

  /** Never with the message of what failed: it may quote what people wrote. */
  private static RuntimeException translate(RuntimeException e) {
    String state = state(e);
    if (mayPass(e, state)) {
      return new StoreUnavailableException("PostgreSQL cannot be used: SQL state " + state, e);
    }
    Throwable origin = causes(e).toList().getLast();
    String what = origin.getClass().getSimpleName() + ", SQL state " + state;
    IllegalStateException where = new IllegalStateException(what);
    where.setStackTrace(origin.getStackTrace());
    return new StoreFaultException(what, where);
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
}
