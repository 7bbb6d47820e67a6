package dev.hark.runtime.schema;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.migration.JavaMigration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a schema up to date beside the start, and keeps trying while PostgreSQL is away: a service
 * that starts before its database becomes ready by itself. To be a bean, stopped when it goes.
 */
public final class SchemaStartup implements ApplicationEventListener<ServerStartupEvent> {
  private static final Logger log = LoggerFactory.getLogger(SchemaStartup.class);
  private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(1);

  /** Flyway uses one for its own table and one for the scripts. */
  private static final int CONNECTIONS = 2;

  /** A migration may take much longer than any statement that a client waits for. */
  private static final int LONGEST_STATEMENT_SECONDS = 3_600;

  private final HikariConfig service;
  private final Consumer<DataSource> migration;
  private final AtomicBoolean done = new AtomicBoolean();
  private volatile boolean stopped;

  /**
   * Does nothing before it is started.
   *
   * @param service how the service's other connections are made
   * @param migration may be run by several processes at once, and again
   */
  public SchemaStartup(HikariConfig service, Consumer<DataSource> migration) {
    this.service = service;
    this.migration = migration;
  }

  /**
   * Makes the schema what the scripts in the class path's {@code db/SCHEMA} say. Does nothing when
   * all is there; safe to be run by several processes at once.
   *
   * @param others what no script can say
   */
  public static void migrate(String schema, DataSource database, JavaMigration... others) {
    Flyway.configure()
        .dataSource(database)
        .schemas(schema)
        .createSchemas(true)
        .locations("classpath:db/" + schema)
        .javaMigrations(others)
        .load()
        .migrate();
  }

  /** Whether the tables are there in the form that this release needs. */
  public boolean isDone() {
    return done.get();
  }

  @Override
  public void onApplicationEvent(ServerStartupEvent event) {
    start();
  }

  public void start() {
    Thread.ofVirtual().name("schema").start(this::untilDone);
  }

  public void stop() {
    stopped = true;
  }

  private void untilDone() {
    while (!stopped && !isDone()) {
      try (HikariDataSource connections = connections()) {
        migration.accept(connections);
        done.set(true);
      } catch (FlywayException e) {
        // Not its message, which may hold what a row holds.
        log.warn(
            "the schema is not there yet, trying again: {}, SQL state {}",
            e.getClass().getSimpleName(),
            state(e));
        pause();
      }
    }
  }

  private HikariDataSource connections() {
    HikariConfig own = new HikariConfig();
    own.setJdbcUrl(service.getJdbcUrl());
    own.setUsername(service.getUsername());
    own.setPassword(service.getPassword());
    own.setDataSourceProperties(service.getDataSourceProperties());
    own.addDataSourceProperty("socketTimeout", LONGEST_STATEMENT_SECONDS);
    own.setConnectionTimeout(service.getConnectionTimeout());
    own.setInitializationFailTimeout(-1);
    own.setMaximumPoolSize(CONNECTIONS);
    own.setMinimumIdle(0);
    return new HikariDataSource(own);
  }

  private static String state(Throwable e) {
    return Stream.iterate(e, Objects::nonNull, Throwable::getCause)
        .filter(SQLException.class::isInstance)
        .map(cause -> ((SQLException) cause).getSQLState())
        .filter(Objects::nonNull)
        .findFirst()
        .orElse("unknown");
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
