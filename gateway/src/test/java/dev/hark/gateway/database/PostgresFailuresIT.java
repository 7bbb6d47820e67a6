package dev.hark.gateway.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hark.gateway.error.ErrorCode;
import dev.hark.gateway.error.FailureException;
import dev.hark.gateway.testing.RunningGateway;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What PostgreSQL takes, and what its refusals mean. */
class PostgresFailuresIT {
  private final RunningGateway gateway = RunningGateway.shared().beside(Map.of());
  private final Statements statements = gateway.part(Statements.class);

  @JdbcRepository(dialect = Dialect.POSTGRES)
  @PostgresFailures.Translated
  interface Statements extends GenericRepository<Unreadable, String> {
    @Query("SELECT :text::text")
    String text(String text);

    @Query("SELECT (:texts::text[])[1]")
    String first(String[] texts);

    @Query("SELECT 1 / 0")
    int wrong();

    @Query("nonsense")
    List<String> nonsense();

    @Query("SELECT name FROM gateway.nowhere")
    List<String> nowhere();

    @Query("SELECT 'secret' AS name")
    List<Unreadable> unreadable();

    @Query(
        value = "DO $$ BEGIN RAISE EXCEPTION 'lost' USING ERRCODE = '08006'; END $$",
        readOnly = false)
    void lost();

    @Query("SELECT pg_terminate_backend(pg_backend_pid())")
    List<Boolean> terminated();
  }

  @MappedEntity
  record Unreadable(String name) {
    Unreadable {
      throw new IllegalArgumentException(name);
    }
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void textsAreKeptWithoutWhatPostgresDoesNotTake() {
    String bad = "a\0b\ud800c\udc00\ud83d\ude80";
    String kept = "ab\ufffdc\ufffd\ud83d\ude80";
    assertEquals(kept, statements.text(bad));
    assertEquals(kept, statements.first(new String[] {bad}));
  }

  @Test
  void aStatementThatIsWrongAndARowThatCannotBeReadAreFaults() {
    assertEquals(ErrorCode.INTERNAL, code(statements::wrong));
    assertEquals(ErrorCode.INTERNAL, code(statements::nonsense));
    gateway.awaitPostgres();
    assertEquals(ErrorCode.INTERNAL, code(statements::nowhere));
    assertEquals(ErrorCode.INTERNAL, code(statements::unreadable));
    assertEquals(4, faults());
  }

  @Test
  void whatPostgresLostMayPass() {
    assertEquals(ErrorCode.UNAVAILABLE, code(statements::lost));
    assertEquals(ErrorCode.UNAVAILABLE, code(statements::terminated));
    assertEquals(0, faults());
  }

  private double faults() {
    return gateway.part(MeterRegistry.class).get("hark.gateway.faults").counter().count();
  }

  private static ErrorCode code(Runnable call) {
    return assertThrows(FailureException.class, call::run).failure().code();
  }
}
