package dev.hark.clients;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** An example, made ready as its README says. What it needs may not be on this machine. */
public enum ExampleClient {
  TYPESCRIPT,
  PYTHON;

  private static final Path FOLDER = Path.of(System.getProperty("hark.root"), "infra/clients");

  /** Where TypeScript is installed and the example built, once it is ready. */
  static final Path NODE = FOLDER.resolve("target/typescript");

  private static final Map<ExampleClient, Optional<List<String>>> COMMANDS =
      new ConcurrentHashMap<>();

  /** How it is started; empty where it cannot be. */
  public Optional<List<String>> command() {
    return COMMANDS.computeIfAbsent(this, it -> it == TYPESCRIPT ? typescript() : python());
  }

  private static Optional<List<String>> typescript() {
    copy(FOLDER.resolve("typescript"), NODE);
    boolean ready =
        RunningCommand.succeeds(NODE, "npm", "ci", "--prefer-offline", "--no-audit", "--no-fund")
            && RunningCommand.succeeds(NODE, "npm", "run", "build");
    return ready
        ? Optional.of(List.of("node", NODE.resolve("build/hark.js").toString()))
        : Optional.empty();
  }

  private static Optional<List<String>> python() {
    return RunningCommand.succeeds(FOLDER, "python3", "--version")
        ? Optional.of(List.of("python3", "-B", FOLDER.resolve("python/hark.py").toString()))
        : Optional.empty();
  }

  private static void copy(Path from, Path to) {
    try (Stream<Path> files = Files.list(from)) {
      Files.createDirectories(to);
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Starts it where it is ready.
   *
   * @param environment beside that of this process
   */
  public RunningCommand start(Map<String, String> environment, String... arguments) {
    List<String> line =
        Stream.concat(command().orElseThrow().stream(), Stream.of(arguments)).toList();
    return RunningCommand.start(FOLDER, environment, line);
  }
}
