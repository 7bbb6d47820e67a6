package dev.hark.ask.grpc;

import dev.hark.ask.session.Part;
import dev.hark.ask.turn.AskFailure;
import dev.hark.ask.turn.Outcome;
import dev.hark.ask.turn.TurnLog;
import dev.hark.ask.turn.TurnLog.TurnEvent;
import dev.hark.proto.ask.v1.AskResponse;
import dev.hark.proto.ask.v1.Delta;
import dev.hark.proto.ask.v1.Started;
import dev.hark.runtime.rpc.OutboundStream;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import java.time.Duration;
import java.util.Optional;

/**
 * Tells a caller what a turn tells, no faster than it is taken. A caller that leaves ends this, not
 * the turn.
 */
final class TurnStream {
  /** How often a quiet turn is left to see whether the caller is still there. */
  private static final Duration GLANCE = Duration.ofSeconds(1);

  private final ServerCallStreamObserver<AskResponse> out;
  private final OutboundStream<AskResponse> pace;

  /** To be made before the call's method returns. */
  TurnStream(ServerCallStreamObserver<AskResponse> out) {
    this.out = out;
    this.pace = new OutboundStream<>(out);
  }

  void fail(AskFailure failure) {
    out.onNext(AskResponse.newBuilder().setFailed(Failures.of(failure)).build());
    out.onCompleted();
  }

  /** Whether nobody hears it any more. */
  boolean isLeft() {
    return out.isCancelled();
  }

  /** Ends it with this. */
  void breakOff(Status status) {
    if (!isLeft()) {
      out.onError(status.asRuntimeException());
    }
  }

  /** Blocks until the turn has ended or the caller has left. */
  void follow(TurnLog log) throws InterruptedException {
    for (int i = 0; !out.isCancelled(); ) {
      Optional<TurnEvent> event = log.get(i, GLANCE);
      if (event.isPresent()) {
        if (!pace.awaitReader()) {
          out.onError(Status.CANCELLED.withDescription("the reader is gone").asRuntimeException());
          return;
        }
        response(event.get()).ifPresent(out::onNext);
        if (event.get() instanceof TurnEvent.Ended) {
          out.onCompleted();
          return;
        }
        i++;
      }
    }
  }

  /** Empty for what is not told any more. */
  private static Optional<AskResponse> response(TurnEvent event) {
    AskResponse.Builder response = AskResponse.newBuilder();
    return switch (event) {
      case TurnEvent.Withdrawn _ -> Optional.empty();
      case TurnEvent.Started started ->
          Optional.of(
              response
                  .setStarted(
                      Started.newBuilder()
                          .setSessionId(started.session().value())
                          .setMessageId(started.answer().value())
                          .setUserMessageId(started.question().value())
                          .setEndUserId(started.owner().value()))
                  .build());
      case TurnEvent.Written(Part.Text text) ->
          Optional.of(response.setDelta(Delta.newBuilder().setText(text.text())).build());
      case TurnEvent.Written(Part.Citation citation) ->
          Optional.of(response.setCitation(ToProto.citation(citation)).build());
      case TurnEvent.Ended(Outcome.Answered answered) ->
          Optional.of(response.setCompleted(ToProto.completed(answered)).build());
      case TurnEvent.Ended(Outcome.Failed failed) ->
          Optional.of(response.setFailed(Failures.of(failed.failure())).build());
    };
  }
}
