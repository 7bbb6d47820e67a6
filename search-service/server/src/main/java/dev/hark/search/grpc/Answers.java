package dev.hark.search.grpc;

import io.grpc.stub.StreamObserver;
import java.util.function.Supplier;

/** Runs a call and answers it, with the result or with the status of what went wrong. */
final class Answers {
  private final Runnable gate;

  /**
   * Answers calls.
   *
   * @param gate throws while no call may pass
   */
  Answers(Runnable gate) {
    this.gate = gate;
  }

  <T> void answer(String rpc, StreamObserver<T> out, Supplier<T> work) {
    T result;
    try {
      gate.run();
      result = work.get();
    } catch (RuntimeException e) {
      out.onError(Failures.status(rpc, e));
      return;
    }
    out.onNext(result);
    out.onCompleted();
  }
}
