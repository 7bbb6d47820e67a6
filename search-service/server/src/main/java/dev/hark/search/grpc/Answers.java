package dev.hark.search.grpc;

import dev.hark.proto.search.v1.Caller;
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

  <T> void answer(String rpc, Caller caller, StreamObserver<T> out, Supplier<T> work) {
    RequestIds.logged(
        caller,
        () -> {
          try {
            gate.run();
            out.onNext(work.get());
          } catch (RuntimeException e) {
            out.onError(Failures.status(rpc, e));
            return;
          }
          out.onCompleted();
        });
  }
}
