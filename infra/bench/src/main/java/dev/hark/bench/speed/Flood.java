package dev.hark.bench.speed;

import dev.hark.bench.hark.TenantCalls.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** What one project's callers do at once; each asks again as soon as it is answered. */
final class Flood {
  private final List<Load> loads = new ArrayList<>();

  private record Load(int callers, Supplier<Answer> call) {}

  /** So many calls of this kind in flight. */
  Flood with(int callers, Supplier<Answer> call) {
    loads.add(new Load(callers, call));
    return this;
  }

  /** Answers of each kind, in the order in which the kinds were named. */
  List<List<Answer>> during(Duration time) throws InterruptedException {
    return around(time, () -> List.<Answer>of()).others();
  }

  /** Those of somebody else, and those of each kind of load. */
  record Both(List<Answer> answers, List<List<Answer>> others) {}

  /** What somebody else does. */
  interface Task<T> {
    T run() throws InterruptedException;
  }

  /**
   * Does the task while all of this is in flight.
   *
   * @param least for how long, from the start of the task
   */
  Both around(Duration least, Task<List<Answer>> task) throws InterruptedException {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      long start = System.nanoTime();
      long end = start + least.toNanos();
      List<ConcurrentLinkedQueue<Answer>> answers = new ArrayList<>();
      List<Future<?>> running = new ArrayList<>();
      for (Load load : loads) {
        ConcurrentLinkedQueue<Answer> own = new ConcurrentLinkedQueue<>();
        answers.add(own);
        for (int i = 0; i < load.callers(); i++) {
          running.add(threads.submit(() -> repeat(load.call(), own, end)));
        }
      }
      List<Answer> told = task.run();
      TimeUnit.NANOSECONDS.sleep(Math.max(0, end - System.nanoTime()));
      List<List<Answer>> counted = answers.stream().map(own -> own.stream().toList()).toList();
      for (Future<?> one : running) {
        one.get();
      }
      return new Both(told, counted);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a call failed", e);
    }
  }

  private static void repeat(Supplier<Answer> call, ConcurrentLinkedQueue<Answer> own, long end) {
    while (System.nanoTime() < end) {
      own.add(call.get());
    }
  }

  /** Calls that begin every so often, whether those before are answered or not. */
  static List<Answer> steadily(Duration pause, int calls, Supplier<Answer> call)
      throws InterruptedException {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Answer>> begun = new ArrayList<>();
      long start = System.nanoTime();
      for (int i = 0; i < calls; i++) {
        TimeUnit.NANOSECONDS.sleep(start + i * pause.toNanos() - System.nanoTime());
        begun.add(threads.submit(call::get));
      }
      List<Answer> answers = new ArrayList<>();
      for (Future<Answer> one : begun) {
        answers.add(one.get());
      }
      return answers;
    } catch (ExecutionException e) {
      throw new IllegalStateException("a call failed", e);
    }
  }
}
