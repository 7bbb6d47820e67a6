package dev.hark.search.grpc;

import dev.hark.proto.search.v1.Caller;
import io.grpc.stub.StreamObserver;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.slf4j.MDC;

/**
 * Runs a call and answers it, with the result or with the status of what went wrong. The id of the
 * request is in every line that is logged meanwhile.
 */
final class Answers {
  private static final String KEY = "request_id";
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{1,128}");

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
    logged(
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

  /** An id that is none is left out rather than logged. */
  static void logged(Caller caller, Runnable work) {
    String id = caller.getRequestId();
    if (!FORM.matcher(id).matches()) {
      work.run();
      return;
    }
    MDC.put(KEY, id);
    try {
      work.run();
    } finally {
      MDC.remove(KEY);
    }
  }
}
