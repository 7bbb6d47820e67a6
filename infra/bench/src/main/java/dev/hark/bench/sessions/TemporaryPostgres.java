package dev.hark.bench.sessions;

import dev.hark.stack.Distribution;
import dev.hark.stack.StackServers.Durability;
import dev.hark.stack.postgres.Databases;
import dev.hark.stack.postgres.PostgresServer;
import dev.hark.stack.process.FreePorts;
import dev.hark.stack.process.ProcessGuard;
import dev.hark.stack.process.RunningProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;

/** A PostgreSQL on a free port whose data is thrown away. */
final class TemporaryPostgres implements AutoCloseable {
  private final int port = FreePorts.next();
  private final ProcessGuard guard = ProcessGuard.start();
  private final Path data;
  private final RunningProgram server;

  private TemporaryPostgres() throws IOException {
    data = Files.createTempDirectory("hark-bench");
    guard.removeInTheEnd(data);
    server =
        RunningProgram.start(
            new PostgresServer(
                Distribution.find(), data.resolve("postgres"), port, Durability.THROWN_AWAY),
            data.resolve("logs"),
            guard);
  }

  /** Returns when it is ready. */
  static TemporaryPostgres start() throws IOException, InterruptedException {
    TemporaryPostgres postgres = new TemporaryPostgres();
    postgres.server.awaitReady(Duration.ofMinutes(1));
    return postgres;
  }

  /** The address of an empty database, with the superuser's name and password. */
  String database(String name) throws SQLException {
    Databases databases = new Databases(port, data);
    databases.create(name);
    return databases.jdbcUrl(name);
  }

  @Override
  public void close() {
    server.stop();
    guard.close();
  }
}
