package dev.hark.ask.session.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hark.ask.session.StoreFaultException;
import dev.hark.ask.session.StoreUnavailableException;
import io.micronaut.transaction.TransactionOperations;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What PostgreSQL says that may pass, and what cannot. */
class DatabaseTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "08000", "08006", "25006", "25P03", "40001", "40P01", "53300", "55P03", "57014", "57P01",
        "57P03", "58030"
      })
  void isUnavailableWhileItMayPass(String state) {
    assertEquals(StoreUnavailableException.class, failure(new SQLException("said", state)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"22021", "22P02", "23505", "23514", "42601", "42703", "54000"})
  void isAFaultWhenItCannotPass(String state) {
    assertEquals(StoreFaultException.class, failure(new SQLException("said", state)));
  }

  @Test
  void isUnavailableWhileThePoolHasNoConnection() {
    SQLException wrongPassword = new SQLException("said", "28P01");
    assertEquals(
        StoreUnavailableException.class, failure(new SQLTransientConnectionException("timed out")));
    assertEquals(
        StoreUnavailableException.class,
        failure(new SQLTransientConnectionException("timed out", "28P01", wrongPassword)));
    assertEquals(StoreUnavailableException.class, failure(new SQLException("closed")));
  }

  @Test
  void isAFaultWhenARowCannotBeReadAndSaysNothingOfIt() {
    RuntimeException fault = thrown(new IllegalArgumentException("secret"));
    assertEquals(StoreFaultException.class, fault.getClass());
    assertFalse(String.valueOf(fault.getMessage()).contains("secret"));
    assertNull(fault.getCause());
    assertEquals("isAFaultWhenARowCannotBeReadAndSaysNothingOfIt", named(fault));
    RuntimeException refused = thrown(new SQLException("Failing row contains (secret)", "23514"));
    assertEquals("SQLException, SQL state 23514", refused.getMessage());
  }

  private static String named(RuntimeException fault) {
    return fault.getStackTrace()[0].getMethodName();
  }

  private static Class<?> failure(SQLException cause) {
    return thrown(cause).getClass();
  }

  private static RuntimeException thrown(Exception cause) {
    Database database = new Database(failing(cause));
    return assertThrows(RuntimeException.class, () -> database.write(() -> 1));
  }

  @SuppressWarnings("unchecked")
  private static TransactionOperations<Connection> failing(Exception cause) {
    return (TransactionOperations<Connection>)
        Proxy.newProxyInstance(
            TransactionOperations.class.getClassLoader(),
            new Class<?>[] {TransactionOperations.class},
            (proxy, method, arguments) -> {
              throw new IllegalStateException(cause);
            });
  }
}
