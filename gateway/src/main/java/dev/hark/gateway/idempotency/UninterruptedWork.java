package dev.hark.gateway.idempotency;

import io.micronaut.core.propagation.PropagatedContext;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;

/**
 * Runs work that is to be done to its end. A client that leaves interrupts the thread that answers
 * it; the work has a thread that nobody interrupts.
 */
public final class UninterruptedWork {
  private UninterruptedWork() {}

  /**
   * Blocks until the work is done, or this thread is interrupted: then the work goes on.
   *
   * @param unwanted takes what came of it when nobody waits for it any more
   * @return empty when interrupted
   */
  public static <T> Optional<T> call(Callable<T> work, Consumer<T> unwanted) {
    FutureTask<T> task = new FutureTask<>(PropagatedContext.wrapCurrent(work));
    Thread.ofVirtual().name("named-request").start(task);
    try {
      return Optional.of(task.get());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      Thread.ofVirtual().name("unwanted-answer").start(() -> discard(task, unwanted));
      return Optional.empty();
    } catch (ExecutionException e) {
      throw unchecked(e);
    }
  }

  private static <T> void discard(FutureTask<T> task, Consumer<T> unwanted) {
    try {
      unwanted.accept(task.get());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      // It failed, and has said so itself.
    }
  }

  private static RuntimeException unchecked(ExecutionException e) {
    return e.getCause() instanceof RuntimeException known
        ? known
        : new IllegalStateException("work failed unexpectedly", e.getCause());
  }
}
