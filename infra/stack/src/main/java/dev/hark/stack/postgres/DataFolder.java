package dev.hark.stack.postgres;

import dev.hark.stack.Durability;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** The folder that a PostgreSQL server keeps its databases in. */
record DataFolder(Path home, Path data, Durability durability) {

  /** Creates it unless it is there whole: what was left half made is in another folder. */
  void create() throws IOException {
    if (Files.exists(data.resolve("PG_VERSION"))) {
      return;
    }
    Path parent = data.toAbsolutePath().getParent();
    if (parent == null) {
      throw new IOException("cannot keep databases in " + data);
    }
    Files.createDirectories(parent);
    Path half = Files.createTempDirectory(parent, "initdb");
    initdb(half);
    Files.move(half, data, StandardCopyOption.ATOMIC_MOVE);
  }

  private void initdb(Path half) throws IOException {
    List<String> line = new ArrayList<>(Unprivileged.prefix());
    line.add(home.resolve("bin/initdb").toString());
    line.addAll(List.of("-D", half.toString(), "-U", "postgres", "-A", "trust", "-E", "UTF8"));
    line.addAll(List.of("--no-locale", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"));
    if (durability == Durability.THROWN_AWAY) {
      line.add("--no-sync");
    }
    Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    try {
      if (process.waitFor() != 0) {
        throw new IOException("initdb failed: " + output);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the databases were made", e);
    }
  }

  /**
   * Removes the lock that a killed server has left when its process id is now another program's:
   * the new server would take that for a running one and refuse to start.
   */
  void clearStaleLock() throws IOException {
    Path lock = data.resolve("postmaster.pid");
    if (!Files.exists(lock)) {
      return;
    }
    long pid = Long.parseLong(Files.readAllLines(lock).getFirst().strip());
    boolean running =
        ProcessHandle.of(pid)
            .flatMap(process -> process.info().command())
            .map(command -> command.endsWith("postgres"))
            .orElse(false);
    if (!running) {
      Files.delete(lock);
    }
  }
}
