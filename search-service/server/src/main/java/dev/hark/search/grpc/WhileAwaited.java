package dev.hark.search.grpc;

import io.grpc.Context;
import java.util.function.Supplier;

/**
 * Interrupts long work when nobody waits for it any more, so that calls which are repeated until
 * all is done do not pile up. What was done stays done.
 */
final class WhileAwaited {
  private WhileAwaited() {}

  /** On a thread that ends with the call. */
  static <T> T run(Supplier<T> work) {
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
