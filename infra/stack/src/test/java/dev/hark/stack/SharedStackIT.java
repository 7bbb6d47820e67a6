package dev.hark.stack;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @Test
  void isTheSameForAllAndLeavesNothingBehindWhenItsOwnerIsKilled(@TempDir Path root)
      throws Exception {
    Process owner = new ProcessBuilder("sleep", "600").start();
    Path folder = Files.createDirectories(root.resolve("with space/run"));
    Process stack = stackOf(folder, owner);
    await().atMost(LIMIT).until(() -> SharedStackState.read(folder).isPresent());
    List<ProcessHandle> all = new ArrayList<>(stack.descendants().toList());
    assertTrue(all.size() >= 4, "three servers and the guard: " + all);
    all.add(stack.toHandle());

    owner.destroyForcibly();

    await().atMost(LIMIT).until(() -> all.stream().noneMatch(ProcessHandle::isAlive));
    await().atMost(LIMIT).until(() -> Files.notExists(folder));
  }

  @Test
  void leavesNothingBehindWhenItIsKilledItself(@TempDir Path root) throws Exception {
    Path folder = Files.createDirectories(root.resolve("run"));
    Process stack = stackOf(folder, null);
    // Killed in the middle of its start: that is when least is in order.
    await().atMost(LIMIT).until(() -> stack.descendants().count() >= 3);
    List<ProcessHandle> all = stack.descendants().toList();

    stack.destroyForcibly().waitFor();

    await().atMost(LIMIT).until(() -> all.stream().noneMatch(ProcessHandle::isAlive));
    await().atMost(LIMIT).until(() -> Files.notExists(folder));
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
