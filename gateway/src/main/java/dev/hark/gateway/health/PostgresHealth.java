package dev.hark.gateway.health;

import dev.hark.runtime.health.Dependency;
import dev.hark.runtime.schema.SchemaStartup;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.exceptions.DataAccessException;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.ExecutorService;

/** Without PostgreSQL no key can be looked up. */
@Singleton
final class PostgresHealth extends Dependency {
  private final Probe probe;
  private final SchemaStartup schema;

  PostgresHealth(
      Probe probe, SchemaStartup schema, @Named(TaskExecutors.BLOCKING) ExecutorService threads) {
    super("postgresql", threads);
    this.probe = probe;
    this.schema = schema;
  }

  /** Not translated: that it fails is no news for the log. */
  @JdbcRepository(dialect = Dialect.POSTGRES)
  interface Probe {
    @Query("SELECT 1 AS result")
    Answer ask();
  }

  @MappedEntity
  record Answer(int result) {}

  @Override
  protected Optional<String> advice() {
    try {
      probe.ask();
    } catch (DataAccessException e) {
      return Optional.of("PostgreSQL does not answer in time: check its load");
    } catch (RuntimeException e) {
      return Optional.of(
          "PostgreSQL cannot be reached: check that it runs and the HARK_POSTGRES_ settings");
    }
    return schema.isDone()
        ? Optional.empty()
        : Optional.of("The schema is not up to date: check in the log why its migration fails");
  }
}
