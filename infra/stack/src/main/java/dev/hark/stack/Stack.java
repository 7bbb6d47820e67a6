package dev.hark.stack;

import dev.hark.stack.kafka.KafkaTopics;
import dev.hark.stack.postgres.Databases;
import dev.hark.stack.process.FreePorts;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;

/**
 * The addresses of running servers. Whoever uses a shared one keeps to topics, index prefixes,
 * databases and project ids of their own. Thread-safe.
 */
public final class Stack {
  private final StackPorts ports;
  private final Databases databases;

  /**
   * Of servers that run.
   *
   * @param folder where they keep data and passwords
   */
  public Stack(StackPorts ports, Path folder) {
    this.ports = ports;
    this.databases = new Databases(ports.postgres(), folder);
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

  /** The database {@code hark}, with the superuser's name and password. */
  public String postgresJdbcUrl() {
    return databases.jdbcUrl(Databases.HARK);
  }

  /** The user of every database; its password is in each JDBC URL. */
  public String postgresUser() {
    return "postgres";
  }

  /** Creates an empty database and returns its JDBC URL, with the superuser's name and password. */
  public String createDatabase(String name) {
    try {
      databases.create(name);
    } catch (SQLException e) {
      throw new IllegalStateException("cannot create the database " + name + ": " + e, e);
    }
    return databases.jdbcUrl(name);
  }

  /** The ports of the servers, all on the loopback interface. */
  public record StackPorts(int postgres, int kafka, int openSearch) {
    /** Three that are free now. */
    public static StackPorts free() {
      return new StackPorts(FreePorts.next(), FreePorts.next(), FreePorts.next());
    }
  }
}
