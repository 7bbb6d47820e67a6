package dev.hark.stack;

import dev.hark.stack.Stack.StackPorts;
import dev.hark.stack.StackServers.Durability;
import dev.hark.stack.process.ProcessGuard;
import java.io.IOException;
import java.nio.file.Path;

/** The process that owns the shared servers of a Maven run. Ends with the process it is told. */
public final class SharedStackMain {
  private SharedStackMain() {}

  /** Takes the folder for data and logs, and the id of the process that it ends with. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    ProcessHandle owner =
        ProcessHandle.of(Long.parseLong(arguments[1]))
            .orElseThrow(() -> new IllegalStateException("the owner has ended already"));
    ProcessGuard guard = ProcessGuard.start();
    guard.removeInTheEnd(folder);
    guard.removeInTheEnd(folder.resolveSibling(folder.getFileName() + ".lock"));
    StackServers servers =
        StackServers.start(folder, StackPorts.free(), Durability.THROWN_AWAY, guard);
    Runtime.getRuntime().addShutdownHook(new Thread(servers::close, "stop-servers"));
    new SharedStackState(servers.stack().ports(), ProcessHandle.current().pid()).write(folder);
    owner.onExit().join();
    System.exit(0);
  }
}
