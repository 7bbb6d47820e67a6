package dev.hark.gateway.health;

import dev.hark.gateway.key.KeySchemaStartup;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ExecutorService;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Without PostgreSQL no key can be looked up. */
@Singleton
final class PostgresHealth extends Dependency {
  private static final int SECONDS = 1;

  private final DataSource database;
  private final KeySchemaStartup schema;

  PostgresHealth(
      DataSource database,
      KeySchemaStartup schema,
      @Named(TaskExecutors.BLOCKING) ExecutorService threads) {
    super("postgresql", threads);
    this.database = database;
    this.schema = schema;
  }

  @Override
  @Nullable String advice() {
    try (Connection connection = database.getConnection()) {
      if (!connection.isValid(SECONDS)) {
        return "PostgreSQL does not answer in time: check its load";
      }
      return schema.isDone()
          ? null
          : "The schema is not up to date: check in the log why its migration fails";
    } catch (SQLException e) {
      return "PostgreSQL cannot be reached: check that it runs and the HARK_POSTGRES_ settings";
    }
  }
}
