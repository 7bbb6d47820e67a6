package dev.hark.stack.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hark.stack.process.Program.Command;
import dev.hark.stack.process.Program.Readiness;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunningProgramIT {
  /** What becomes of a start when this JVM is killed before the guard knows of it. */
  @Test
  void aProgramWhoseStarterEndsBeforeItIsWatchedNeverRuns(@TempDir Path folder) throws Exception {
    Path trace = folder.resolve("trace");
    Process process =
        new ProcessBuilder(RunningProgram.onceTold(List.of("touch", trace.toString()))).start();
    process.getOutputStream().close();
    assertEquals(1, process.waitFor());
    assertFalse(Files.exists(trace));
  }

  @Test
  void runsInTheSameProcessWithoutInputAndForItsOwnerAlone(@TempDir Path folder) throws Exception {
    ProcessGuard guard = ProcessGuard.start();
    try {
      RunningProgram running =
          RunningProgram.start(
              new Shell("echo $$; cat; touch \"$0\"", folder.resolve("made").toString()),
              folder.resolve("logs"),
              guard);
      assertEquals(0, running.awaitEnd());
      assertEquals(running.pid() + "\n", Files.readString(running.log()));
      for (Path each : List.of(running.log(), folder.resolve("made"))) {
        assertTrue(
            Files.getPosixFilePermissions(each).stream()
                .allMatch(permission -> permission.name().startsWith("OWNER")),
            each::toString);
      }
    } finally {
      guard.close();
    }
  }

  private record Shell(String script, String argument) implements Program {
    @Override
    public String name() {
      return "shell";
    }

    @Override
    public Command prepare() {
      return new Command(List.of("sh", "-c", script, argument));
    }

    @Override
    public Readiness probe() {
      return new Readiness.Ready();
    }
  }
}
