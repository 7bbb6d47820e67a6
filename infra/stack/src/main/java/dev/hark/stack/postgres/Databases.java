package dev.hark.stack.postgres;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/** The databases of a server on this machine. */
public final class Databases {
  /** The database of Hark itself. */
  public static final String HARK = "hark";

  private static final String ADMINISTRATION = "postgres";

  private final int port;

  public Databases(int port) {
    this.port = port;
  }

  /** Its address, without a user. */
  public String jdbcUrl(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  /** Creates an empty database. */
  public void create(String database) throws SQLException {
    if (!database.matches("[a-z][a-z0-9_]{0,62}")) {
      throw new IllegalArgumentException(
          "a database's name is of a-z, 0-9 and _, at most 63 of them: " + database);
    }
    try (Connection connection = connect(ADMINISTRATION);
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + database);
    }
  }

  void createIfMissing(String database) throws SQLException {
    try (Connection connection = connect(ADMINISTRATION);
        PreparedStatement query =
            connection.prepareStatement("select 1 from pg_database where datname = ?")) {
      query.setString(1, database);
      try (var rows = query.executeQuery()) {
        if (rows.next()) {
          return;
        }
      }
    }
    create(database);
  }

  private Connection connect(String database) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", "postgres");
    properties.setProperty("connectTimeout", "3");
    properties.setProperty("socketTimeout", "10");
    return DriverManager.getConnection(jdbcUrl(database), properties);
  }
}
