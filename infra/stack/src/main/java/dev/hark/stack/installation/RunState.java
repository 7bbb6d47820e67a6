package dev.hark.stack.installation;

import dev.hark.stack.process.OwnerOnly;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/**
 * What a running launcher tells the other commands, in a file of lines {@code name=value}, which
 * the shell scripts read too.
 *
 * @param pid the launcher's process
 * @param started when that process began: tells it from a later one with the same id
 * @param phase how far it is
 * @param message why it has failed; else empty
 * @param ports by the environment variable of each
 * @param pids of the servers and services that run now
 */
public record RunState(
    long pid,
    long started,
    Phase phase,
    String message,
    Map<String, String> ports,
    Map<String, Long> pids) {
  /** How far a start is. */
  public enum Phase {
    STARTING,
    READY,
    FAILED
  }

  private static final String PIDS = "pid.";

  public RunState {
    ports = Map.copyOf(ports);
    pids = Map.copyOf(pids);
  }

  public static RunState of(Phase phase, String message, Ports ports, Map<String, Long> pids) {
    Map<String, String> byVariable = new HashMap<>();
    for (Ports.Listener listener : Ports.Listener.values()) {
      byVariable.put(listener.variable(), Integer.toString(ports.of(listener)));
    }
    ProcessHandle self = ProcessHandle.current();
    return new RunState(self.pid(), startOf(self), phase, message, byVariable, pids);
  }

  /** The state of the launcher that runs now; empty when none does. */
  public static Optional<RunState> ofRunning(Home home) {
    return read(home).filter(RunState::isRunning);
  }

  boolean isRunning() {
    return ProcessHandle.of(pid).filter(p -> p.isAlive() && startOf(p) == started).isPresent();
  }

  private static long startOf(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }

  /** What was last written, by a launcher that may be gone. */
  public static Optional<RunState> read(Home home) {
    Properties p = new Properties();
    try (Reader reader = Files.newBufferedReader(home.state())) {
      p.load(reader);
    } catch (IOException none) {
      return Optional.empty();
    }
    Map<String, String> ports = new HashMap<>();
    Map<String, Long> pids = new HashMap<>();
    for (String name : p.stringPropertyNames()) {
      if (name.startsWith("HARK_")) {
        ports.put(name, p.getProperty(name));
      } else if (name.startsWith(PIDS)) {
        pids.put(name.substring(PIDS.length()), Long.parseLong(p.getProperty(name)));
      }
    }
    return Optional.of(
        new RunState(
            Long.parseLong(p.getProperty("launcher", "0")),
            Long.parseLong(p.getProperty("started", "0")),
            Phase.valueOf(p.getProperty("phase", Phase.FAILED.name())),
            p.getProperty("message", ""),
            ports,
            pids));
  }

  public void write(Home home) {
    Properties p = new Properties();
    p.setProperty("launcher", Long.toString(pid));
    p.setProperty("started", Long.toString(started));
    p.setProperty("phase", phase.name());
    p.setProperty("message", message);
    p.putAll(ports);
    new TreeMap<>(pids).forEach((name, id) -> p.setProperty(PIDS + name, Long.toString(id)));
    StringWriter lines = new StringWriter();
    try {
      p.store(lines, null);
      OwnerOnly.write(home.state(), lines.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
