package dev.hark.stack;

import dev.hark.stack.kafka.KafkaTopics;
import dev.hark.stack.postgres.Databases;
import java.net.URI;
import java.sql.SQLException;

/**
 * The addresses of running servers. Whoever uses a shared one keeps to topics, index prefixes,
 * databases and project ids of their own. Thread-safe.
 */
public final class Stack {
  private final StackPorts ports;
  private final Databases databases;

  public Stack(StackPorts ports) {
    this.ports = ports;
    this.databases = new Databases(ports.postgres());
  }

  public StackPorts ports() {
    return ports;
  }

  /** Bootstrap servers of Kafka, {@code host:port}. */
  public String kafkaBootstrap() {
    return "127.0.0.1:" + ports.kafka();
  }

  /** Makes topics, which are never created by use. */
  public KafkaTopics kafka() {
    return new KafkaTopics(kafkaBootstrap());
  }

  /** Base URL of OpenSearch, without a path. */
  public URI openSearchUrl() {
    return URI.create("http://127.0.0.1:" + ports.openSearch());
  }

  /** The database {@code hark}; user {@code postgres}, no password. */
  public String postgresJdbcUrl() {
    return databases.jdbcUrl(Databases.HARK);
  }

  /** The user of every database; it has no password. */
  public String postgresUser() {
    return "postgres";
  }

  /** Creates an empty database and returns its JDBC URL. */
  public String createDatabase(String name) {
    try {
      databases.create(name);
    } catch (SQLException e) {
      throw new IllegalStateException("cannot create the database " + name + ": " + e, e);
    }
    return databases.jdbcUrl(name);
  }
}
