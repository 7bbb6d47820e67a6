package dev.hark.stack.process;

import dev.hark.stack.process.Program.Command;
import dev.hark.stack.process.Program.Readiness;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One run of a program, from its start to its end. Thread-safe. */
public final class RunningProgram {
  // Probes cost a connection each; a tenth of a second adds little to a start of seconds.
  private static final Duration PROBE_PAUSE = Duration.ofMillis(100);
  private static final long LOG_LIMIT = 16L << 20;

  private final Program program;
  private final Process process;
  private final Path log;
  private final ProcessGuard guard;

  private RunningProgram(Program program, Process process, Path log, ProcessGuard guard) {
    this.program = program;
    this.process = process;
    this.log = log;
    this.guard = guard;
  }

  /**
   * Starts the program; its output is appended to {@code NAME.log} in the folder. It is watched by
   * the guard until it has ended.
   */
  public static RunningProgram start(Program program, Path logs, ProcessGuard guard) {
    Path log = logs.resolve(program.name() + ".log");
    try {
      OwnerOnly.folder(logs);
      roll(log);
      OwnerOnly.file(log);
      Command command = program.prepare();
      ProcessBuilder builder = new ProcessBuilder(Sessions.detached(onceTold(command.line())));
      builder.environment().putAll(command.environment());
      builder.redirectErrorStream(true);
      builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
      Process process = builder.start();
      guard.watch(process.pid(), program.stopSignal());
      tell(process);
      var _ = process.onExit().thenAccept(ended -> guard.forget(ended.pid()));
      return new RunningProgram(program, process, log, guard);
    } catch (IOException e) {
      throw new ProgramFailedException(program.name() + " cannot be started: " + e, e);
    }
  }

  /**
   * The command line that runs the given one once a line has come in, and never when this JVM ends
   * before: else one that was killed between a start and the word to the guard would leave a
   * process that nobody ends.
   */
  static List<String> onceTold(List<String> line) {
    List<String> whole = new ArrayList<>(List.of("sh", "-c"));
    whole.addAll(List.of("read -r word || exit 1; exec \"$@\" </dev/null", "sh"));
    whole.addAll(line);
    return whole;
  }

  private static void tell(Process process) throws IOException {
    try (Writer input = process.outputWriter(StandardCharsets.UTF_8)) {
      input.write("go\n");
    }
  }

  private static void roll(Path log) throws IOException {
    if (Files.exists(log) && Files.size(log) > LOG_LIMIT) {
      Path old = log.resolveSibling(log.getFileName() + ".1");
      Files.move(log, old, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  public Program program() {
    return program;
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  public Path log() {
    return log;
  }

  /** Blocks until the process has ended and returns its exit code. */
  public int awaitEnd() throws InterruptedException {
    return process.waitFor();
  }

  /** Blocks until the process has ended, at most that long. */
  public void awaitEnd(Duration limit) throws InterruptedException {
    process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** The program's own answer, or that its process has ended. */
  public Readiness probe() {
    if (!process.isAlive()) {
      return new Readiness.NotReady("ended with " + process.exitValue() + ", see " + log);
    }
    return program.probe();
  }

  /**
   * Blocks until the program is ready.
   *
   * @throws ProgramFailedException when its process ends or the time is over before that
   */
  public void awaitReady(Duration limit) throws InterruptedException {
    Instant end = Instant.now().plus(limit);
    while (true) {
      switch (probe()) {
        case Readiness.Ready ready -> {
          return;
        }
        case Readiness.NotReady(String reason) -> {
          if (!process.isAlive()) {
            throw new ProgramFailedException(program.name() + " " + reason);
          }
          if (Instant.now().isAfter(end)) {
            throw new ProgramFailedException(
                "%s is not ready after %s: %s; see %s"
                    .formatted(program.name(), limit, reason, log));
          }
        }
      }
      // A program can only be asked whether it is ready.
      Thread.sleep(PROBE_PAUSE);
    }
  }

  /** Asks the process to end and kills it when its grace is over. Returns once it has ended. */
  public void stop() {
    signal(program.stopSignal());
    try {
      if (!process.waitFor(program.grace().toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    guard.forget(process.pid());
  }

  private void signal(String signal) {
    if (signal.equals("TERM")) {
      process.destroy();
      return;
    }
    try {
      new ProcessBuilder("kill", "-s", signal, Long.toString(process.pid())).start().waitFor();
    } catch (IOException e) {
      process.destroy();
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
    }
  }

  /** A program did not start or did not become ready; the message names its log and says why. */
  public static final class ProgramFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ProgramFailedException(String message) {
      super(message);
    }

    public ProgramFailedException(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
