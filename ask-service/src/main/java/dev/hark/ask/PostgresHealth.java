package dev.hark.ask;

import dev.hark.ask.session.StoreFaultException;
import dev.hark.ask.session.StoreUnavailableException;
import dev.hark.ask.session.jdbc.JdbcStore;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.ExecutorService;

/** Without PostgreSQL there are no sessions. */
@Singleton
final class PostgresHealth extends Dependency {
  private final JdbcStore store;
  private final SchemaStartup schema;

  PostgresHealth(
      JdbcStore store,
      SchemaStartup schema,
      @Named(TaskExecutors.BLOCKING) ExecutorService threads) {
    super("postgres", threads);
    this.store = store;
    this.schema = schema;
  }

  @Override
  Optional<String> advice() {
    if (!schema.isDone()) {
      return Optional.of(
          "the tables are not there yet: check that PostgreSQL runs and HARK_POSTGRES_URL");
    }
    try {
      store.cursorSeal();
      return Optional.empty();
    } catch (StoreUnavailableException | StoreFaultException e) {
      return Optional.of("PostgreSQL cannot be used: check that it runs and HARK_POSTGRES_URL");
    }
  }
}
