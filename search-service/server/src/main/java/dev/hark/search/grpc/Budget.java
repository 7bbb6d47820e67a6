package dev.hark.search.grpc;

import dev.hark.search.index.IndexFailure.IndexUnavailableException;
import io.grpc.Context;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Gives a read so much time and no more, whatever its parts take. */
public final class Budget {
  private final ExecutorService executor;
  private final Duration time;

  public Budget(ExecutorService executor, Duration time) {
    this.executor = executor;
    this.time = time;
  }

  /**
   * What the work gives, unless it takes too long or its caller leaves; then it is interrupted and
   * left alone.
   */
  <T> T within(Supplier<T> work) {
    Future<T> future = executor.submit(work::get);
    try {
      return whileAwaited(() -> within(future));
    } finally {
      future.cancel(true);
    }
  }

  private <T> T within(Future<T> future) {
    try {
      return future.get(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
    } catch (TimeoutException e) {
      throw new IndexUnavailableException("a read took longer than " + time, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IndexUnavailableException("given up", e);
    }
  }

  /**
   * Interrupts long work when nobody waits for it any more, so that calls which are repeated until
   * all is done do not pile up. What was done stays done. On a thread that ends with the call.
   */
  static <T> T whileAwaited(Supplier<T> work) {
    Thread thread = Thread.currentThread();
    Context.CancellationListener left = call -> thread.interrupt();
    Context.current().addListener(left, Runnable::run);
    try {
      return work.get();
    } finally {
      Context.current().removeListener(left);
    }
  }
}
