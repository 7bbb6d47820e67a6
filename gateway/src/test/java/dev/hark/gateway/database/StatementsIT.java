package dev.hark.gateway.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hark.gateway.error.ErrorCode;
import dev.hark.gateway.error.FailureException;
import dev.hark.gateway.error.Faults;
import dev.hark.gateway.testing.RunningGateway;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** What PostgreSQL takes, and what its refusals mean. */
class StatementsIT {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final Statements statements =
      new Statements(RunningGateway.shared().part(DataSource.class), new Faults(registry));

  @Test
  void textsAreKeptWithoutWhatPostgresDoesNotTake() {
    String bad = "a\0b\ud800c\udc00\ud83d\ude80";
    String kept = "ab\ufffdc\ufffd\ud83d\ude80";
    assertEquals(kept, statements.first("SELECT ?", row -> row.getString(1), bad).orElseThrow());
    assertEquals(
        kept,
        statements.first("SELECT (?)[1]", row -> row.getString(1), List.of(bad)).orElseThrow());
  }

  @Test
  void aStatementThatIsWrongAndARowThatCannotBeReadAreFaults() {
    assertEquals(ErrorCode.INTERNAL, code(() -> statements.update("SELECT 1 / 0")));
    assertEquals(ErrorCode.INTERNAL, code(() -> statements.update("nonsense")));
    assertEquals(
        ErrorCode.INTERNAL,
        code(
            () ->
                statements.first(
                    "SELECT 'secret'",
                    row -> {
                      throw new IllegalArgumentException(row.getString(1));
                    })));
    assertEquals(3, registry.get("hark.gateway.faults").counter().count());
  }

  @Test
  void whatPostgresLostMayPass() {
    assertEquals(
        ErrorCode.UNAVAILABLE,
        code(
            () ->
                statements.first(
                    "SELECT 1",
                    row -> {
                      throw new SQLException("lost", "08006");
                    })));
    assertEquals(
        ErrorCode.UNAVAILABLE,
        code(
            () ->
                statements.list(
                    "SELECT pg_terminate_backend(pg_backend_pid())", row -> row.getString(1))));
    assertEquals(0, registry.get("hark.gateway.faults").counter().count());
  }

  private static ErrorCode code(Runnable call) {
    return assertThrows(FailureException.class, call::run).failure().code();
  }
}
