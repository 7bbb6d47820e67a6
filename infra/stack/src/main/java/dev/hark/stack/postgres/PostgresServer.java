package dev.hark.stack.postgres;

import dev.hark.stack.Distribution;
import dev.hark.stack.StackServers.Durability;
import dev.hark.stack.process.Program;
import dev.hark.stack.process.Program.Command;
import dev.hark.stack.process.Program.Readiness;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * A PostgreSQL server on the loopback interface, for those who know a password: text in UTF-8 with
 * Unicode's own upper and lower case. The first probe that reaches it makes the database {@code
 * hark} with its {@linkplain Role roles}. Its passwords are kept beside its data.
 */
public final class PostgresServer implements Program {
  private final Distribution distribution;
  private final Path data;
  private final int port;
  private final Durability durability;
  private final Databases databases;
  private volatile boolean prepared;

  public PostgresServer(Distribution distribution, Path data, int port, Durability durability) {
    this.distribution = distribution;
    this.data = data;
    this.port = port;
    this.durability = durability;
    this.databases = new Databases(port, DataFolder.parentOf(data));
  }

  @Override
  public String name() {
    return "postgres";
  }

  @Override
  public Command prepare() throws IOException {
    Path home = PostgresBinaries.unpacked(distribution.postgres());
    new DataFolder(home, data, durability).prepare();
    prepared = false;
    List<String> line = new ArrayList<>(Unprivileged.prefix());
    line.add(home.resolve("bin/postgres").toString());
    line.addAll(List.of("-D", data.toString(), "-p", Integer.toString(port)));
    for (String setting : settings()) {
      line.addAll(List.of("-c", setting));
    }
    return new Command(line);
  }

  private List<String> settings() {
    List<String> settings =
        new ArrayList<>(
            List.of(
                "listen_addresses=127.0.0.1",
                "unix_socket_directories=",
                "max_connections=100",
                "shared_buffers=64MB",
                "log_line_prefix=%m [%p] ",
                // The text of a failed statement may hold what people have said.
                "log_min_error_statement=panic"));
    if (durability == Durability.THROWN_AWAY) {
      settings.addAll(List.of("fsync=off", "synchronous_commit=off", "full_page_writes=off"));
    }
    return settings;
  }

  @Override
  public Readiness probe() {
    try {
      if (!prepared) {
        databases.prepare();
        prepared = true;
      }
      databases.probe();
      return new Readiness.Ready();
    } catch (SQLException e) {
      return Readiness.failed(e);
    }
  }

  /** Ends open sessions at once: SIGTERM would wait for the clients to leave. */
  @Override
  public String stopSignal() {
    return "INT";
  }
}
