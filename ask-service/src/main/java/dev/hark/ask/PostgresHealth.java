package dev.hark.ask;

import dev.hark.ask.session.StoreFaultException;
import dev.hark.ask.session.StoreUnavailableException;
import dev.hark.ask.session.jdbc.StoredCursorSeal;
import dev.hark.runtime.health.Dependency;
import dev.hark.runtime.schema.SchemaStartup;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.ExecutorService;

/** Without PostgreSQL there are no sessions. */
@Singleton
final class PostgresHealth extends Dependency {
  private final StoredCursorSeal seal;
  private final SchemaStartup schema;

  PostgresHealth(
      StoredCursorSeal seal,
      SchemaStartup schema,
      @Named(TaskExecutors.BLOCKING) ExecutorService threads) {
    super("postgres", threads);
    this.seal = seal;
    this.schema = schema;
  }

  @Override
  protected Optional<String> advice() {
    if (!schema.isDone()) {
      return Optional.of(
          "the tables are not there yet: check that PostgreSQL runs and HARK_POSTGRES_URL");
    }
    try {
      seal.read();
      return Optional.empty();
    } catch (StoreUnavailableException | StoreFaultException e) {
      return Optional.of("PostgreSQL cannot be used: check that it runs and HARK_POSTGRES_URL");
    }
  }
}
