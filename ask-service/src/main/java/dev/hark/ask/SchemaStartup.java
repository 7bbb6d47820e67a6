package dev.hark.ask;

import com.zaxxer.hikari.HikariDataSource;
import dev.hark.ask.session.jdbc.JdbcStore;
import io.micronaut.configuration.jdbc.hikari.DatasourceConfiguration;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the schema up to date beside the start, and keeps trying while PostgreSQL is away: a
 * service that starts before its database becomes ready by itself.
 */
@Singleton
final class SchemaStartup implements ApplicationEventListener<ServerStartupEvent> {
  private static final Logger log = LoggerFactory.getLogger(SchemaStartup.class);
  private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(1);

  private final DatasourceConfiguration database;
  private final AtomicBoolean done = new AtomicBoolean();
  private volatile boolean stopped;

  SchemaStartup(@Named("default") DatasourceConfiguration database) {
    this.database = database;
  }

  /** Whether the tables are there in the form that this release needs. */
  boolean isDone() {
    return done.get();
  }

  @Override
  public void onApplicationEvent(ServerStartupEvent event) {
    Thread.ofVirtual().name("ask-schema").start(this::migrate);
  }

  @PreDestroy
  void stop() {
    stopped = true;
  }

  private void migrate() {
    while (!stopped && !isDone()) {
      try (HikariDataSource connections = MigrationPool.of(database)) {
        JdbcStore.migrate(connections);
        done.set(true);
      } catch (FlywayException e) {
        log.warn("the schema is not there yet, trying again: {}", e.getClass().getSimpleName());
        pause();
      }
    }
  }

  private void pause() {
    try {
      // PostgreSQL may start later, and tells nobody when it is there.
      Thread.sleep(BETWEEN_ATTEMPTS);
    } catch (InterruptedException e) {
      stopped = true;
      Thread.currentThread().interrupt();
    }
  }
}
