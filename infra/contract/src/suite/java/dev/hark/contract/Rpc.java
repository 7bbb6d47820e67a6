package dev.hark.contract;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** One call of a fake: what it was asked, and what it answers, by itself or as a test says. */
public final class Rpc<Q, A> {
  private final Function<Q, A> own;
  private final List<Q> asked = new CopyOnWriteArrayList<>();
  private volatile Function<Q, A> answer;

  Rpc(Function<Q, A> own) {
    this.own = own;
    this.answer = own;
  }

  /** From now on this, which may wait or throw a status; what was asked before is forgotten. */
  public void answers(Function<Q, A> other) {
    asked.clear();
    answer = other;
  }

  public void answersByItself() {
    answers(own);
  }

  public void fails(Status status) {
    answers(
        request -> {
          throw status.asRuntimeException();
        });
  }

  public List<Q> asked() {
    return List.copyOf(asked);
  }

  A answer(Q request) {
    asked.add(request);
    return answer.apply(request);
  }

  void answer(Q request, StreamObserver<A> out) {
    A given;
    try {
      given = answer(request);
    } catch (StatusRuntimeException e) {
      out.onError(e);
      return;
    }
    out.onNext(given);
    out.onCompleted();
  }
}
