package dev.hark.stack.postgres;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/** The databases of a server on this machine, as its superuser sees them. */
public final class Databases {
  /** The database of Hark itself. */
  public static final String HARK = "hark";

  private static final String ADMINISTRATION = "postgres";

  private final int port;
  private final Path folder;

  /**
   * Of the server that listens there.
   *
   * @param folder where it keeps its passwords
   */
  public Databases(int port, Path folder) {
    this.port = port;
    this.folder = folder;
  }

  /** The address of a database with the user and password of the superuser: a secret. */
  public String jdbcUrl(String database) {
    return jdbcUrl(port, database, Passwords.SUPERUSER, password());
  }

  /** The address of Hark's database with the user and password of a role: a secret. */
  public static String jdbcUrl(int port, Role role, Passwords passwords) {
    return jdbcUrl(port, HARK, role.user(), passwords.of(role));
  }

  private static String jdbcUrl(int port, String database, String user, String password) {
    return jdbcUrl(port, database) + "?user=" + user + "&password=" + password;
  }

  /** The address of Hark's database alone. */
  public static String jdbcUrl(int port) {
    return jdbcUrl(port, HARK);
  }

  private static String jdbcUrl(int port, String database) {
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

  /** Makes Hark's database, its roles and what is theirs, as far as they are not there yet. */
  void prepare() throws SQLException {
    if (!exists(HARK)) {
      create(HARK);
    }
    try (Connection connection = connect(HARK)) {
      new Roles(connection).prepare(Passwords.read(folder));
    }
  }

  private boolean exists(String database) throws SQLException {
    try (Connection connection = connect(ADMINISTRATION);
        PreparedStatement query =
            connection.prepareStatement("select 1 from pg_database where datname = ?")) {
      query.setString(1, database);
      try (var rows = query.executeQuery()) {
        return rows.next();
      }
    }
  }

  /** Fails unless the server does its work. */
  void probe() throws SQLException {
    try (Connection connection = connect(HARK);
        Statement statement = connection.createStatement()) {
      statement.execute("select 1");
    }
  }

  private String password() {
    return Passwords.read(folder).of(Passwords.SUPERUSER);
  }

  private Connection connect(String database) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", Passwords.SUPERUSER);
    properties.setProperty("password", password());
    properties.setProperty("connectTimeout", "3");
    properties.setProperty("socketTimeout", "10");
    return DriverManager.getConnection(jdbcUrl(port, database), properties);
  }
}
