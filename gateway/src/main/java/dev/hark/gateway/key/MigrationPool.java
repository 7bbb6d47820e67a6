package dev.hark.gateway.key;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

/**
 * Connections for a schema's migrations, whose statements may take much longer than any that a
 * client waits for.
 */
final class MigrationPool {
  /** Flyway uses one for its own table and one for the scripts. */
  private static final int CONNECTIONS = 2;

  private static final int LONGEST_STATEMENT_SECONDS = 3_600;

  private MigrationPool() {}

  /**
   * To be closed. Opens nothing before it is asked to.
   *
   * @param service how the service's other connections are made
   */
  static HikariDataSource of(HikariConfig service) {
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
}
