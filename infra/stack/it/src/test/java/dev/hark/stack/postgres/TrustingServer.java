package dev.hark.stack.postgres;

import dev.hark.stack.Distribution;
import dev.hark.stack.process.Program;
import dev.hark.stack.process.Program.Command;
import dev.hark.stack.process.Program.Readiness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** As servers were before there were passwords: whoever can reach it is the superuser. */
record TrustingServer(Path data, int port) implements Program {
  @Override
  public String name() {
    return "trusting";
  }

  @Override
  public Command prepare() throws IOException {
    Path home = PostgresBinaries.unpacked(Distribution.find().postgres());
    Files.createDirectories(data.resolveSibling("."));
    List<String> initdb = new ArrayList<>(Unprivileged.prefix());
    initdb.add(home.resolve("bin/initdb").toString());
    initdb.addAll(List.of("-D", data.toString(), "-U", "postgres", "-A", "trust", "--no-sync"));
    try {
      if (new ProcessBuilder(initdb).inheritIO().start().waitFor() != 0) {
        throw new IOException("initdb failed");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
    List<String> line = new ArrayList<>(Unprivileged.prefix());
    line.addAll(List.of(home.resolve("bin/postgres").toString(), "-D", data.toString()));
    line.addAll(List.of("-p", Integer.toString(port), "-c", "unix_socket_directories="));
    return new Command(line);
  }

  @Override
  public Readiness probe() {
    try (Connection _ = connect("postgres")) {
      return new Readiness.Ready();
    } catch (SQLException e) {
      return Readiness.failed(e);
    }
  }

  Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + port + "/" + database, "postgres", "");
  }

  @Override
  public String stopSignal() {
    return "INT";
  }
}
