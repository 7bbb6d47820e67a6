package dev.hark.gateway.key;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.hark.gateway.error.FailureException;
import dev.hark.runtime.schema.SchemaStartup;
import io.micronaut.configuration.jdbc.hikari.DatasourceConfiguration;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGProperty;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts the parts of this package together. */
@Factory
final class KeyFactory {
  private static final Logger log = LoggerFactory.getLogger(KeyFactory.class);

  /** The gateway's own in PostgreSQL. */
  static final String SCHEMA = "gateway";

  private static final int LISTENER_TIMEOUT_SECONDS = 1;

  /** Not on a connection of the pool: it is held for good, and must fail sooner. */
  @Singleton
  @Bean(preDestroy = "close")
  KeyChangeListener changes(@Named("default") DatasourceConfiguration settings) {
    return new KeyChangeListener(database(settings));
  }

  /** As the pool's, with TLS and what else is configured for those. */
  static PGSimpleDataSource database(DatasourceConfiguration settings) {
    PGSimpleDataSource database = new PGSimpleDataSource();
    database.setUser(settings.getUsername());
    database.setPassword(settings.getPassword());
    // After these: user and password in the address go first, as they do for the pool.
    database.setUrl(settings.getUrl());
    settings
        .getDataSourceProperties()
        .forEach(
            (name, value) -> {
              @Nullable PGProperty known = PGProperty.forName(name.toString());
              if (known != null) {
                database.setProperty(known, value.toString());
              }
            });
    database.setConnectTimeout(LISTENER_TIMEOUT_SECONDS);
    database.setLoginTimeout(LISTENER_TIMEOUT_SECONDS);
    database.setSocketTimeout(LISTENER_TIMEOUT_SECONDS);
    database.setApplicationName("hark-gateway-keys");
    return database;
  }

  @Context
  CachedKeyDirectory directory(
      Keys keys,
      KeyCacheConfiguration cache,
      KeyChangeListener changes,
      @Named(TaskExecutors.BLOCKING) ExecutorService threads) {
    CachedKeyDirectory directory =
        new CachedKeyDirectory(keys::find, threads, changes::changes, cache, Ticker.systemTicker());
    changes.start(directory::changed);
    return directory;
  }

  /** Made and kept up to date by whoever comes first; does nothing when all is there. */
  @Singleton
  @Bean(preDestroy = "stop")
  SchemaStartup schema(@Named("default") DatasourceConfiguration database, Keys keys) {
    return new SchemaStartup(
        database,
        source -> {
          SchemaStartup.migrate(SCHEMA, source);
          lookUpOnce(keys);
        });
  }

  /** The first statement takes long, as everything for it is made: no call is to wait for that. */
  private static void lookUpOnce(Keys keys) {
    try {
      var _ = keys.find(Set.of());
    } catch (FailureException e) {
      log.debug("the first look-up of keys failed");
    }
  }

  @Singleton
  Authenticator authenticator(CachedKeyDirectory directory) {
    return new Authenticator(directory, InstantSource.system());
  }
}
