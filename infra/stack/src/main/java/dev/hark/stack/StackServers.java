package dev.hark.stack;

import dev.hark.stack.Stack.StackPorts;
import dev.hark.stack.kafka.KafkaServer;
import dev.hark.stack.opensearch.OpenSearchServer;
import dev.hark.stack.postgres.PostgresServer;
import dev.hark.stack.process.ProcessGuard;
import dev.hark.stack.process.Program;
import dev.hark.stack.process.RunningProgram;
import dev.hark.stack.process.RunningProgram.ProgramFailedException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The three servers as processes of this JVM, started together and ended together. */
public final class StackServers implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofMinutes(2);

  private final Stack stack;
  private final List<RunningProgram> running;

  private StackServers(Stack stack, List<RunningProgram> running) {
    this.stack = stack;
    this.running = running;
  }

  /** The servers as programs, with their data and logs in the folder. */
  public static List<Program> programs(
      Distribution distribution, Path data, StackPorts ports, Durability durability) {
    return List.of(
        new OpenSearchServer(distribution, data.resolve("opensearch"), ports.openSearch()),
        new KafkaServer(distribution, data.resolve("kafka"), ports.kafka()),
        new PostgresServer(distribution, data.resolve("postgres"), ports.postgres(), durability));
  }

  /** Starts all three and returns when each is ready; when one fails none is left running. */
  public static StackServers start(
      Path data, StackPorts ports, Durability durability, ProcessGuard guard) {
    var programs = programs(Distribution.find(), data, ports, durability);
    List<Callable<RunningProgram>> starts =
        programs.stream()
            .<Callable<RunningProgram>>map(p -> () -> startOne(p, data.resolve("logs"), guard))
            .toList();
    List<Future<RunningProgram>> started = inParallel(starts);
    List<RunningProgram> running =
        started.stream()
            .filter(s -> s.state() == Future.State.SUCCESS)
            .map(Future::resultNow)
            .toList();
    for (Future<RunningProgram> one : started) {
      if (one.state() == Future.State.FAILED) {
        stopAll(running);
        throw new ProgramFailedException(
            String.valueOf(one.exceptionNow().getMessage()), one.exceptionNow());
      }
    }
    return new StackServers(new Stack(ports, data), running);
  }

  private static RunningProgram startOne(Program program, Path logs, ProcessGuard guard)
      throws InterruptedException {
    RunningProgram running = RunningProgram.start(program, logs, guard);
    try {
      running.awaitReady(START_LIMIT);
      return running;
    } catch (ProgramFailedException e) {
      running.stop();
      throw e;
    }
  }

  private static <T> List<Future<T>> inParallel(List<Callable<T>> tasks) {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      return threads.invokeAll(tasks);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ProgramFailedException("interrupted while the servers were starting", e);
    }
  }

  public Stack stack() {
    return stack;
  }

  /** The processes, for tests that kill one. */
  public List<RunningProgram> running() {
    return running;
  }

  @Override
  public void close() {
    stopAll(running);
  }

  private static void stopAll(List<RunningProgram> running) {
    List<Callable<Object>> stops =
        running.stream().<Callable<Object>>map(r -> Executors.callable(r::stop)).toList();
    for (Future<Object> stop : inParallel(stops)) {
      try {
        stop.get();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (ExecutionException e) {
        throw new CompletionException(e.getCause());
      }
    }
  }

  /** Whether data must survive the machine. */
  public enum Durability {
    /** Every acknowledged write is on disk. */
    KEPT,
    /** For tests: the data is thrown away in the end, so nothing waits for the disk. */
    THROWN_AWAY
  }
}
