package dev.hark.ask;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.zaxxer.hikari.HikariConfig;
import dev.hark.runtime.schema.SchemaStartup;
import dev.hark.stack.SharedStack;
import dev.hark.stack.Stack;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Of {@code infra/runtime}; here, where there is a PostgreSQL. */
@Execution(ExecutionMode.CONCURRENT)
class SchemaStartupIT {
  private final AtomicInteger attempts = new AtomicInteger();

  @Test
  void aStatementMayTakeLongerThanTheServiceWaits() {
    Stack stack = SharedStack.get();
    HikariConfig service = new HikariConfig();
    service.setJdbcUrl(stack.createDatabase("ask_migrations"));
    service.setUsername(stack.postgresUser());
    service.addDataSourceProperty("socketTimeout", 1);
    SchemaStartup startup = new SchemaStartup(service, this::slowly);
    startup.start();
    await().until(startup::isDone);
    assertEquals(1, attempts.get());
    assertEquals(1, service.getDataSourceProperties().get("socketTimeout"), "left as it is");
  }

  private void slowly(DataSource database) {
    attempts.incrementAndGet();
    try (Connection connection = database.getConnection()) {
      connection.createStatement().execute("SELECT pg_sleep(1.2)");
    } catch (SQLException e) {
      throw new FlywayException(e);
    }
  }

  @Test
  void whatFailsIsTriedAgain() {
    HikariConfig service = new HikariConfig();
    service.setJdbcUrl(SharedStack.get().createDatabase("ask_migrations_again"));
    SchemaStartup startup =
        new SchemaStartup(
            service,
            database -> {
              if (attempts.incrementAndGet() == 1) {
                throw new FlywayException("PostgreSQL is away");
              }
            });
    startup.start();
    await().until(startup::isDone);
    assertEquals(2, attempts.get());
  }
}
