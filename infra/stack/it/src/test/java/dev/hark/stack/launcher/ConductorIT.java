package dev.hark.stack.launcher;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hark.stack.installation.UserException;
import dev.hark.stack.launcher.Supervisor.Status;
import dev.hark.stack.process.ProcessGuard;
import dev.hark.stack.process.Program;
import dev.hark.stack.process.Program.Command;
import dev.hark.stack.process.Program.Readiness;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConductorIT {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final Readiness READY = new Readiness.Ready();

  private final ProcessGuard guard = ProcessGuard.start();

  @AfterEach
  void endGuard() {
    guard.close();
  }

  @Test
  void startsAgainWhatWasKilledAndEndsAllInTheEnd(@TempDir Path logs) throws Exception {
    Conductor conductor = conductor(logs, LIMIT, new Shell("sleeper", "exec sleep 600", READY));
    conductor.startServers();
    ProcessHandle first = process(conductor);
    first.destroyForcibly();
    await().atMost(LIMIT).until(() -> isReadyAs(conductor, first.pid()));
    assertEquals(1, conductor.all().getFirst().status().deaths());
    ProcessHandle second = process(conductor);
    conductor.stop();
    assertFalse(second.isAlive());
  }

  @Test
  void givesUpOnAProgramThatCannotStartAndNamesItsLog(@TempDir Path logs) {
    Conductor conductor =
        conductor(logs, LIMIT, new Shell("broken", "exit 7", new Readiness.NotReady("no")));
    var failure = assertThrows(UserException.class, conductor::startServers);
    conductor.stop();
    String message = String.valueOf(failure.getMessage());
    assertTrue(message.contains("broken: ended with code 7"), message);
    assertTrue(message.contains(logs.resolve("broken.log").toString()), message);
  }

  @Test
  void givesUpOnAProgramThatIsNotReadyAndRepeatsItsReason(@TempDir Path logs) {
    var never = new Shell("lazy", "exec sleep 600", new Readiness.NotReady("plug it in"));
    Conductor conductor = conductor(logs, Duration.ofMillis(500), never);
    var failure = assertThrows(UserException.class, conductor::startServers);
    conductor.stop();
    String message = String.valueOf(failure.getMessage());
    assertTrue(message.contains("lazy: plug it in"), message);
  }

  private static boolean isReadyAs(Conductor conductor, long notThisPid) {
    Status status = conductor.all().getFirst().status();
    return status.isReady() && !status.pid().equals(OptionalLong.of(notThisPid));
  }

  private static ProcessHandle process(Conductor conductor) {
    long pid = conductor.all().getFirst().status().pid().orElseThrow();
    return ProcessHandle.of(pid).orElseThrow();
  }

  private Conductor conductor(Path logs, Duration limit, Program program) {
    return new Conductor(List.of(program), List.of(), logs, guard, limit, changed -> {});
  }

  private record Shell(String name, String script, Readiness probe) implements Program {
    @Override
    public Command prepare() {
      return new Command(List.of("sh", "-c", script));
    }
  }
}
