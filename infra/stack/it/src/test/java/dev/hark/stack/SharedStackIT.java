package dev.hark.stack;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedStackIT {
  /** As long as the stack gives itself: three servers at once take minutes on a busy machine. */
  private static final Duration START = Duration.ofMinutes(3);

  /** For the shell that asks, waits five seconds, kills and removes. */
  private static final Duration END = Duration.ofSeconds(60);

  @Test
  void isTheSameForAllAndLeavesNothingBehindWhenItsOwnerIsKilled(@TempDir Path root)
      throws Exception {
    Process owner = new ProcessBuilder("sleep", "600").start();
    try {
      Path folder = Files.createDirectories(root.resolve("with space/run"));
      Process stack = stackOf(folder, owner);
      await().atMost(START).until(() -> isReady(folder, stack));
      List<ProcessHandle> all = new ArrayList<>(stack.descendants().toList());
      assertTrue(all.size() >= 4, "three servers and the guard: " + all);
      all.add(stack.toHandle());

      owner.destroyForcibly();

      awaitNothing(all, folder);
    } finally {
      // Also when the stack was never ready: what this test starts ends with it.
      owner.destroyForcibly();
    }
  }

  @Test
  void leavesNothingBehindWhenItIsKilledItself(@TempDir Path root) throws Exception {
    Path folder = Files.createDirectories(root.resolve("run"));
    Process stack = stackOf(folder, null);
    try {
      // Killed in the middle of its start: that is when least is in order.
      await().atMost(START).until(() -> isAlive(stack) && stack.descendants().count() >= 3);
      List<ProcessHandle> all = stack.descendants().toList();

      stack.destroyForcibly().waitFor();

      awaitNothing(all, folder);
    } finally {
      stack.destroyForcibly();
    }
  }

  private static boolean isReady(Path folder, Process stack) throws IOException {
    return isAlive(stack) && SharedStackState.read(folder).isPresent();
  }

  /** One that has ended will never be ready: its log is in its folder, which it removes. */
  private static boolean isAlive(Process stack) {
    if (!stack.isAlive()) {
      throw new AssertionError("the stack has ended with " + stack.exitValue());
    }
    return true;
  }

  private static void awaitNothing(List<ProcessHandle> all, Path folder) {
    await().atMost(END).until(() -> all.stream().noneMatch(ProcessHandle::isAlive));
    await().atMost(END).until(() -> Files.notExists(folder));
  }

  @Test
  void isFoundAgainByTheNextThatAsks() throws Exception {
    Stack first = SharedStack.get();
    Path folder =
        Path.of(System.getProperty("hark.root"), "target/stack", System.getProperty("hark.run"));
    assertEquals(first.ports(), new SharedStackClient(folder).stack().ports());
    try (Stream<Path> runs = Files.list(folder)) {
      assertTrue(runs.anyMatch(f -> f.endsWith("logs")));
    }
  }

  private static Process stackOf(Path folder, @Nullable Process owner) throws Exception {
    long pid = owner == null ? ProcessHandle.current().pid() : owner.pid();
    return new ProcessBuilder(SharedStackClient.command(folder, pid))
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("stack.log").toFile())
        .start();
  }
}
