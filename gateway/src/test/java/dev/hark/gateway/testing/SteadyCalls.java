package dev.hark.gateway.testing;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;

/** Clients that call at an even rate, however long the answers take, until they are stopped. */
public final class SteadyCalls {
  private final ConcurrentLinkedQueue<Done> done = new ConcurrentLinkedQueue<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Thread pace;
  private volatile boolean stopped;

  /**
   * A call that was answered.
   *
   * @param begun as {@link System#nanoTime} has it
   */
  public record Done(long begun, RawAnswer answer) {}

  private SteadyCalls(int perSecond, IntFunction<RawAnswer> call) {
    long between = Duration.ofSeconds(1).toNanos() / perSecond;
    AtomicInteger number = new AtomicInteger();
    pace =
        Thread.ofVirtual()
            .start(
                () -> {
                  for (long next = System.nanoTime(); !stopped; next += between) {
                    LockSupport.parkNanos(next - System.nanoTime());
                    threads.execute(() -> one(call, number.getAndIncrement()));
                  }
                });
  }

  /**
   * Begins.
   *
   * @param call is told its number
   */
  public static SteadyCalls start(int perSecond, IntFunction<RawAnswer> call) {
    return new SteadyCalls(perSecond, call);
  }

  private void one(IntFunction<RawAnswer> call, int number) {
    long begun = System.nanoTime();
    done.add(new Done(begun, call.apply(number)));
  }

  /** Lets them go on for so long. */
  public SteadyCalls goOn(Duration time) {
    int before = done.size();
    LockSupport.parkNanos(time.toNanos());
    if (done.size() == before) {
      throw new IllegalStateException("no call was answered in " + time);
    }
    return this;
  }

  /** Waits for those that are under way; all that were answered. */
  public List<Done> stop() throws InterruptedException {
    stopped = true;
    pace.join();
    threads.close();
    return List.copyOf(done);
  }
}
