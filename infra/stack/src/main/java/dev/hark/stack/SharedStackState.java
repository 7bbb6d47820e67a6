package dev.hark.stack;

import dev.hark.stack.Stack.StackPorts;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.Properties;

/**
 * What a shared stack says about itself to the test JVMs, in a file that is there once it is ready.
 */
record SharedStackState(StackPorts ports, long pid) {
  private static final String FILE = "stack.properties";

  /** Empty while there is none, and when the process that wrote it is gone. */
  static Optional<SharedStackState> read(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    Properties p = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      p.load(reader);
    }
    long pid = Long.parseLong(p.getProperty("pid"));
    if (!ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false)) {
      return Optional.empty();
    }
    StackPorts ports =
        new StackPorts(
            Integer.parseInt(p.getProperty("postgres")),
            Integer.parseInt(p.getProperty("kafka")),
            Integer.parseInt(p.getProperty("opensearch")));
    return Optional.of(new SharedStackState(ports, pid));
  }

  void write(Path folder) throws IOException {
    Properties p = new Properties();
    p.setProperty("pid", Long.toString(pid));
    p.setProperty("postgres", Integer.toString(ports.postgres()));
    p.setProperty("kafka", Integer.toString(ports.kafka()));
    p.setProperty("opensearch", Integer.toString(ports.openSearch()));
    Path half = folder.resolve(FILE + ".new");
    try (Writer writer = Files.newBufferedWriter(half)) {
      p.store(writer, null);
    }
    Files.move(half, folder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
  }
}
