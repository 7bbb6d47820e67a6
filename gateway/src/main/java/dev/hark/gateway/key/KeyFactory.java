package dev.hark.gateway.key;

import com.github.benmanes.caffeine.cache.Ticker;
import io.micronaut.configuration.jdbc.hikari.DatasourceConfiguration;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import javax.sql.DataSource;
import org.postgresql.PGProperty;
import org.postgresql.ds.PGSimpleDataSource;

/** Puts the parts of this package together. */
@Factory
final class KeyFactory {
  private static final int LISTENER_TIMEOUT_SECONDS = 1;

  /** Not on a connection of the pool: it is held for good, and must fail sooner. */
  @Singleton
  @Bean(preDestroy = "close")
  KeyChangeListener changes(@Named("default") DatasourceConfiguration settings)
      throws SQLException {
    return new KeyChangeListener(database(settings));
  }

  /** As the pool's, with TLS and what else is configured for those. */
  static PGSimpleDataSource database(DatasourceConfiguration settings) throws SQLException {
    PGSimpleDataSource database = new PGSimpleDataSource();
    database.setUrl(settings.getUrl());
    for (Map.Entry<Object, Object> property : settings.getDataSourceProperties().entrySet()) {
      PGProperty known = PGProperty.forName(property.getKey().toString());
      if (known != null) {
        database.setProperty(known, property.getValue().toString());
      }
    }
    database.setUser(settings.getUsername());
    database.setPassword(settings.getPassword());
    database.setConnectTimeout(LISTENER_TIMEOUT_SECONDS);
    database.setLoginTimeout(LISTENER_TIMEOUT_SECONDS);
    database.setSocketTimeout(LISTENER_TIMEOUT_SECONDS);
    database.setApplicationName("hark-gateway-keys");
    return database;
  }

  @Context
  CachedKeyDirectory directory(
      DataSource database,
      KeyCacheConfiguration cache,
      KeyChangeListener changes,
      @Named(TaskExecutors.BLOCKING) ExecutorService threads) {
    CachedKeyDirectory directory =
        new CachedKeyDirectory(
            new JdbcKeyDirectory(database)::find,
            threads,
            changes::changes,
            cache,
            Ticker.systemTicker());
    changes.start(directory::changed);
    return directory;
  }

  @Singleton
  KeyRegister register(DataSource database) {
    return new KeyRegister(database);
  }

  @Singleton
  Authenticator authenticator(CachedKeyDirectory directory) {
    return new Authenticator(directory, InstantSource.system());
  }
}
