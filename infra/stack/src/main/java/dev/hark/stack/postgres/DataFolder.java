package dev.hark.stack.postgres;

import dev.hark.stack.StackServers.Durability;
import dev.hark.stack.process.OwnerOnly;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The folder that a PostgreSQL server keeps its databases in, and its passwords beside it. */
record DataFolder(Path home, Path data, Durability durability) {
  // There is no socket; through one, nobody would be let in either.
  private static final String WHO_MAY_CONNECT =
      """
      # Written anew at each start.
      host all %s 127.0.0.1/32 scram-sha-256
      host %s %s 127.0.0.1/32 scram-sha-256
      """
          .formatted(
              Passwords.SUPERUSER,
              Databases.HARK,
              Stream.of(Role.values()).map(Role::user).collect(Collectors.joining(",")));

  /** Where its passwords are kept. */
  static Path parentOf(Path data) {
    Path parent = data.toAbsolutePath().getParent();
    if (parent == null) {
      throw new IllegalArgumentException("cannot keep databases in " + data);
    }
    return parent;
  }

  /**
   * Makes what is missing: what was left half made is in another folder. Databases of a release
   * that had no passwords get them, before anybody can connect.
   */
  void prepare() throws IOException {
    Path parent = parentOf(data);
    OwnerOnly.folder(parent);
    Optional<Passwords> kept = Passwords.find(parent);
    Passwords passwords = kept.map(Passwords::complete).orElseGet(Passwords::random);
    if (Files.exists(data.resolve("PG_VERSION"))) {
      clearStaleLock();
      if (kept.isEmpty()) {
        setPassword(passwords.of(Passwords.SUPERUSER));
      }
      passwords.write(parent);
    } else {
      Path half = Files.createTempDirectory(parent, "initdb");
      initdb(half, passwords.of(Passwords.SUPERUSER));
      passwords.write(parent);
      Files.move(half, data, StandardCopyOption.ATOMIC_MOVE);
    }
    OwnerOnly.write(data.resolve("pg_hba.conf"), WHO_MAY_CONNECT);
  }

  private void initdb(Path half, String password) throws IOException {
    List<String> line = new ArrayList<>();
    line.add(home.resolve("bin/initdb").toString());
    line.addAll(List.of("-D", half.toString(), "-U", Passwords.SUPERUSER, "-E", "UTF8"));
    // Not as an argument, which every account of the machine can read.
    line.addAll(List.of("-A", "scram-sha-256", "--pwfile=/dev/stdin"));
    line.addAll(List.of("--no-locale", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"));
    if (durability == Durability.THROWN_AWAY) {
      line.add("--no-sync");
    }
    run(line, password + "\n");
  }

  /** In a server of one session, which listens nowhere. */
  private void setPassword(String password) throws IOException {
    run(
        List.of(
            home.resolve("bin/postgres").toString(),
            "--single",
            "-D",
            data.toString(),
            "-c",
            "log_min_error_statement=panic",
            "postgres"),
        "ALTER ROLE %s PASSWORD '%s'%n".formatted(Passwords.SUPERUSER, password));
  }

  private static void run(List<String> command, String input) throws IOException {
    List<String> line = new ArrayList<>(Unprivileged.prefix());
    line.addAll(command);
    Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
    try (Writer writer = process.outputWriter(StandardCharsets.UTF_8)) {
      writer.write(input);
    }
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    try {
      if (process.waitFor() != 0 || output.contains("ERROR:")) {
        throw new IOException(Path.of(command.getFirst()).getFileName() + " failed: " + output);
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
  private void clearStaleLock() throws IOException {
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
