package dev.hark.runtime.rpc;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Sends messages no faster than the reader takes them, so that a slow one does not fill the memory.
 * To be used off the thread that gRPC calls on, or it would wait for itself.
 */
public final class OutboundStream<T> {
  /** A reader that takes nothing for so long is gone. */
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final ServerCallStreamObserver<T> out;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  /** To be made before the call's method returns. */
  public OutboundStream(ServerCallStreamObserver<T> out) {
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

  /**
   * Waits for the reader.
   *
   * @throws io.grpc.StatusRuntimeException {@code CANCELLED} when it is gone, or the thread is
   *     interrupted
   */
  public void send(T message) {
    try {
      if (!awaitReader()) {
        throw Status.CANCELLED.withDescription("the reader is gone").asRuntimeException();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Status.CANCELLED.withDescription("shutting down").asRuntimeException();
    }
    out.onNext(message);
  }

  /** Whether one more message is taken; false when the reader is gone. */
  public boolean awaitReader() throws InterruptedException {
    lock.lock();
    try {
      long left = TIMEOUT.toNanos();
      while (!out.isReady() && !out.isCancelled() && left > 0) {
        left = changed.awaitNanos(left);
      }
      return out.isReady();
    } finally {
      lock.unlock();
    }
  }
}
