package dev.hark.stack.launcher;

import dev.hark.stack.process.ProcessGuard;
import dev.hark.stack.process.Program;
import dev.hark.stack.process.Program.Readiness;
import dev.hark.stack.process.RunningProgram;
import dev.hark.stack.process.RunningProgram.ProgramFailedException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one program running: starts it, watches it, and starts it again with growing waits when its
 * process has ended. Tells each change of its status, from a thread of its own.
 */
final class Supervisor {
  /** How often a program that is not ready yet is told of again. */
  static final Duration REMINDER = Duration.ofSeconds(20);

  private final Program program;
  private final Path logs;
  private final ProcessGuard guard;
  private final Consumer<Supervisor> changed;
  private final Backoff backoff = new Backoff();
  private final Thread thread = Thread.ofVirtual().unstarted(this::supervise);
  private volatile Status status = Status.WAITING;
  private volatile boolean stopping;
  private @Nullable RunningProgram current;

  Supervisor(Program program, Path logs, ProcessGuard guard, Consumer<Supervisor> changed) {
    this.program = program;
    this.logs = logs;
    this.guard = guard;
    this.changed = changed;
  }

  String name() {
    return program.name();
  }

  Status status() {
    return status;
  }

  Path log() {
    return logs.resolve(program.name() + ".log");
  }

  void start() {
    thread.start();
  }

  /** Ends the program in an orderly way; returns once its process has ended. */
  void stop() {
    stopping = true;
    thread.interrupt();
    RunningProgram last = last();
    if (last != null) {
      last.stop();
    }
    tell(new Status(Status.Phase.STOPPED, OptionalLong.empty(), status.deaths(), ""));
  }

  private synchronized @Nullable RunningProgram last() {
    return current;
  }

  private void supervise() {
    while (!stopping) {
      Instant began = Instant.now();
      String end;
      try {
        end = runOnce();
      } catch (ProgramFailedException e) {
        end = String.valueOf(e.getMessage());
      } catch (InterruptedException e) {
        return;
      }
      if (!stopping && !pauseBeforeRestart(end, Duration.between(began, Instant.now()))) {
        return;
      }
    }
  }

  private boolean pauseBeforeRestart(String end, Duration run) {
    Duration wait = backoff.after(run);
    String message = "%s; starts again in %d s".formatted(end, wait.toSeconds());
    int deaths = status.deaths() + 1;
    tell(new Status(Status.Phase.RESTARTING, OptionalLong.empty(), deaths, message));
    try {
      // The growing wait before a restart; stopping interrupts it.
      Thread.sleep(wait);
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }

  private String runOnce() throws InterruptedException {
    RunningProgram running;
    synchronized (this) {
      if (stopping) {
        return "";
      }
      running = RunningProgram.start(program, logs, guard);
      current = running;
    }
    Status.Phase phase = Status.Phase.STARTING;
    show(running, phase, "");
    Instant told = Instant.now();
    while (running.isAlive()) {
      switch (running.probe()) {
        case Readiness.Ready ready -> phase = show(running, Status.Phase.READY, "");
        case Readiness.NotReady(String reason) -> {
          boolean wasReady = phase != Status.Phase.STARTING;
          phase = wasReady ? Status.Phase.UNREADY : Status.Phase.STARTING;
          if (running.isAlive()) {
            show(running, phase, reason);
          }
        }
      }
      if (phase == Status.Phase.STARTING && told.plus(REMINDER).isBefore(Instant.now())) {
        told = Instant.now();
        changed.accept(this);
      }
      running.awaitEnd(pause(phase));
    }
    return "ended with code " + running.awaitEnd();
  }

  /** Between two probes; the end of the process is noticed at once in any case. */
  private static Duration pause(Status.Phase phase) {
    return switch (phase) {
      case STARTING -> Duration.ofMillis(100);
      case READY -> Duration.ofSeconds(5);
      case WAITING, UNREADY, RESTARTING, STOPPED -> Duration.ofSeconds(1);
    };
  }

  private Status.Phase show(RunningProgram running, Status.Phase phase, String message) {
    tell(new Status(phase, OptionalLong.of(running.pid()), status.deaths(), message));
    return phase;
  }

  private void tell(Status now) {
    if (!now.equals(status) && (!stopping || now.phase() == Status.Phase.STOPPED)) {
      status = now;
      changed.accept(this);
    }
  }

  /** How a supervised program is doing. */
  record Status(Phase phase, OptionalLong pid, int deaths, String message) {
    enum Phase {
      WAITING,
      STARTING,
      READY,
      UNREADY,
      RESTARTING,
      STOPPED
    }

    static final Status WAITING = new Status(Phase.WAITING, OptionalLong.empty(), 0, "");

    boolean isReady() {
      return phase == Phase.READY;
    }
  }

  /**
   * Growing waits between restarts: 1, 2, 4 … 30 seconds, from 1 again after a minute that went
   * well.
   */
  static final class Backoff {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Duration WELL = Duration.ofMinutes(1);

    private Duration next = FIRST;

    /** How long to wait after a run that lasted that long. */
    Duration after(Duration run) {
      Duration wait = run.compareTo(WELL) >= 0 ? FIRST : next;
      Duration doubled = wait.multipliedBy(2);
      next = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
      return wait;
    }
  }
}
