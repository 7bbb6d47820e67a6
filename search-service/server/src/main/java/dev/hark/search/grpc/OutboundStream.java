package dev.hark.search.grpc;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Sends messages no faster than the reader takes them, so that a slow one does not fill the memory.
 * To be used off the thread that gRPC calls on, or it would wait for itself.
 */
final class OutboundStream<T> {
  /** A reader that takes nothing for so long is gone. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final ServerCallStreamObserver<T> out;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  /** To be made before the call's method returns. */
  OutboundStream(ServerCallStreamObserver<T> out) {
    this.out = out;
    out.setOnReadyHandler(this::signal);
    out.setOnCancelHandler(this::signal);
  }

  private void signal() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  void send(T message) {
    awaitReady();
    out.onNext(message);
  }

  private void awaitReady() {
    lock.lock();
    try {
      long left = PATIENCE.toNanos();
      while (!out.isReady()) {
        if (out.isCancelled() || left <= 0) {
          throw Status.CANCELLED.withDescription("the reader is gone").asRuntimeException();
        }
        left = changed.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Status.CANCELLED.withDescription("shutting down").asRuntimeException();
    } finally {
      lock.unlock();
    }
  }
}
