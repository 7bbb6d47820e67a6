package dev.hark.stack.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hark.stack.Distribution;
import dev.hark.stack.StackServers.Durability;
import dev.hark.stack.process.FreePorts;
import dev.hark.stack.process.ProcessGuard;
import dev.hark.stack.process.Program;
import dev.hark.stack.process.RunningProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who comes over TCP has no account that PostgreSQL could see: a password is all there is. */
class AccessIT {
  private static final String WRONG_PASSWORD = "28P01";

  /** The driver's own word when the server asks for a password and it has none. */
  private static final String PASSWORD_WANTED = "08004";

  private static final String NO_RULE_LETS_IN = "28000";
  private static final String NOT_ALLOWED = "42501";

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final int port = FreePorts.next();
  private final ProcessGuard guard = ProcessGuard.start();
  @TempDir private Path folder = Path.of("");

  @AfterEach
  void endGuard() {
    guard.close();
  }

  @Test
  void nobodyComesInWithoutAPasswordOrBySocket() throws Exception {
    RunningProgram server = start(server());
    for (String user : List.of("postgres", "hark_gateway", "hark_ask", "hark_operator")) {
      assertEquals(PASSWORD_WANTED, refusal("hark", user, ""), user);
      assertEquals(WRONG_PASSWORD, refusal("hark", user, user), user);
    }
    assertEquals(NO_RULE_LETS_IN, refusal("hark", "root", ""));
    assertTrue(
        Files.readAllLines(Path.of("/proc/net/unix")).stream()
            .noneMatch(line -> line.endsWith(".s.PGSQL." + port)));
    String arguments = Files.readString(Path.of("/proc/%d/cmdline".formatted(server.pid())));
    assertTrue(arguments.contains("postgres"), arguments);
    assertTrue(secrets().stream().noneMatch(arguments::contains), "seen by ps");
    String log = Files.readString(server.log());
    assertTrue(secrets().stream().noneMatch(log::contains), "seen in the log");
    server.stop();
  }

  @Test
  void aServiceMayUseItsOwnSchemaAlone() throws Exception {
    RunningProgram server = start(server());
    try (Connection gateway = as(Role.GATEWAY);
        Connection ask = as(Role.ASK)) {
      run(gateway, "CREATE TABLE gateway.keys (id text)");
      run(ask, "CREATE TABLE ask.sessions (id text)");
      run(ask, "CREATE INDEX ON ask.sessions USING gin (id)");
      // As a migration says it, although who may not is told that it is there.
      run(ask, "CREATE EXTENSION IF NOT EXISTS btree_gin WITH SCHEMA public");
      assertRefused(gateway, "SELECT * FROM ask.sessions");
      assertRefused(ask, "SELECT * FROM gateway.keys");
      assertRefused(ask, "CREATE TABLE gateway.planted (id text)");
      assertRefused(ask, "CREATE TABLE public.planted (id text)");
      assertRefused(ask, "CREATE SCHEMA planted");
      assertRefused(ask, "CREATE DATABASE planted");
      assertRefused(ask, "CREATE ROLE planted");
      assertRefused(ask, "ALTER ROLE hark_ask SUPERUSER");
      assertRefused(ask, "SET ROLE postgres");
      assertRefused(ask, "COPY (SELECT 1) TO PROGRAM 'true'");
      assertRefused(ask, "SELECT pg_read_file('/etc/hostname')");
      assertRefused(ask, "SELECT * FROM pg_authid");
    }
    assertEquals(
        NO_RULE_LETS_IN,
        refusal("postgres", "hark_ask", Passwords.read(folder).of(Role.ASK)),
        "no other database");
    try (Connection operator = as(Role.OPERATOR)) {
      assertEquals("0", first(operator, "SELECT count(*) FROM ask.sessions, gateway.keys"));
      assertRefused(operator, "COPY (SELECT 1) TO PROGRAM 'true'");
      assertEquals(
          "postgres",
          first(operator, "SELECT string_agg(rolname, ',') FROM pg_roles WHERE rolsuper"));
    }
    server.stop();
  }

  @Test
  void takesOverDatabasesOfBeforeThatTrustedEverybody() throws Exception {
    TrustingServer old = new TrustingServer(folder.resolve("postgres"), port);
    RunningProgram before = start(old);
    try (Connection connection = old.connect("postgres")) {
      run(connection, "CREATE DATABASE hark");
    }
    try (Connection connection = old.connect("hark")) {
      run(connection, "CREATE EXTENSION btree_gin WITH SCHEMA public");
      run(connection, "CREATE SCHEMA ask; CREATE SCHEMA gateway; CREATE SEQUENCE ask.counter");
      run(
          connection,
          "CREATE TABLE gateway.keys (id bigint GENERATED ALWAYS AS IDENTITY, n serial)");
      run(connection, "CREATE FUNCTION ask.low(t text) RETURNS text IMMUTABLE RETURN lower(t)");
      run(connection, "CREATE TYPE ask.mode AS ENUM ('live')");
      run(connection, "CREATE TABLE ask.sessions (title text, mode ask.mode)");
      run(connection, "CREATE INDEX ON ask.sessions (ask.low(title))");
      run(connection, "CREATE VIEW ask.titles AS SELECT title FROM ask.sessions");
      run(connection, "INSERT INTO ask.sessions VALUES ('Kept', 'live')");
    }
    before.stop();

    RunningProgram server = start(server());
    assertEquals(PASSWORD_WANTED, refusal("hark", "postgres", ""));
    try (Connection ask = as(Role.ASK);
        Connection gateway = as(Role.GATEWAY)) {
      assertEquals("Kept", first(ask, "SELECT title FROM ask.titles"));
      run(ask, "ALTER TABLE ask.sessions ADD later text");
      run(ask, "CREATE OR REPLACE FUNCTION ask.low(t text) RETURNS text IMMUTABLE RETURN t");
      run(ask, "DROP VIEW ask.titles; DROP SEQUENCE ask.counter");
      run(ask, "ALTER TABLE ask.sessions DROP COLUMN mode; DROP TYPE ask.mode");
      run(gateway, "INSERT INTO gateway.keys DEFAULT VALUES");
      run(gateway, "ALTER TABLE gateway.keys ADD later text");
    }
    server.stop();

    RunningProgram again = start(server());
    try (Connection ask = as(Role.ASK)) {
      assertEquals("Kept", first(ask, "SELECT title FROM ask.sessions"), "the same passwords");
    }
    again.stop();
  }

  private List<String> secrets() throws IOException {
    return Files.readAllLines(Passwords.file(folder)).stream()
        .map(line -> line.substring(line.indexOf('=') + 1))
        .toList();
  }

  private PostgresServer server() {
    return new PostgresServer(
        Distribution.find(), folder.resolve("postgres"), port, Durability.THROWN_AWAY);
  }

  private RunningProgram start(Program program) throws InterruptedException {
    RunningProgram running = RunningProgram.start(program, folder.resolve("logs"), guard);
    running.awaitReady(LIMIT);
    return running;
  }

  private Connection as(Role role) throws SQLException {
    return DriverManager.getConnection(Databases.jdbcUrl(port, role, Passwords.read(folder)));
  }

  private String refusal(String database, String user, String password) {
    String url = "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    return assertThrows(
            SQLException.class, () -> DriverManager.getConnection(url, user, password).close())
        .getSQLState();
  }

  private static void run(Connection connection, String statements) throws SQLException {
    try (var step = connection.createStatement()) {
      step.execute(statements);
    }
  }

  private static void assertRefused(Connection connection, String statement) {
    var failure = assertThrows(SQLException.class, () -> run(connection, statement), statement);
    assertEquals(NOT_ALLOWED, failure.getSQLState(), statement);
  }

  private static String first(Connection connection, String query) throws SQLException {
    try (var step = connection.createStatement();
        var row = step.executeQuery(query)) {
      row.next();
      return row.getString(1);
    }
  }
}
