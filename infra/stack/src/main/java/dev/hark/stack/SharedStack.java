package dev.hark.stack;

import dev.hark.stack.Stack.StackPorts;
import dev.hark.stack.StackServers.Durability;
import dev.hark.stack.process.ProcessGuard;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The servers that tests use: one copy for all test JVMs of a Maven run, started by the first that
 * asks and ended, with its data, when Maven has ended. Outside of Maven the copy belongs to the
 * JVM.
 */
public final class SharedStack {
  private SharedStack() {}

  /** Blocks until the servers are ready, about ten seconds for the first of a run. */
  public static Stack get() {
    return Holder.STACK;
  }

  private static final class Holder {
    private static final Stack STACK = find();

    private static Stack find() {
      String run = System.getProperty("hark.run");
      if (run == null || run.isEmpty()) {
        return ofThisJvm();
      }
      Path root = Path.of(System.getProperty("hark.root", "."));
      return new SharedStackClient(root.resolve("target/stack").resolve(run)).stack();
    }
  }

  private static Stack ofThisJvm() {
    try {
      Path data = Files.createTempDirectory("hark-stack");
      ProcessGuard guard = ProcessGuard.start();
      guard.removeInTheEnd(data);
      return StackServers.start(data, StackPorts.free(), Durability.THROWN_AWAY, guard).stack();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
