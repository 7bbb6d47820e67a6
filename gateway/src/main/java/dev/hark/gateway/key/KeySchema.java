package dev.hark.gateway.key;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** The gateway's own schema in PostgreSQL; made and kept up to date by whoever comes first. */
final class KeySchema {
  private KeySchema() {}

  /** Does nothing when all is there; safe to be run by several processes at once. */
  static void migrate(DataSource database) {
    Flyway.configure()
        .dataSource(database)
        .schemas("gateway")
        .createSchemas(true)
        .locations("classpath:db/gateway")
        .load()
        .migrate();
  }
}
