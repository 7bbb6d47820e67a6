package dev.hark.gateway.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hark.gateway.error.Failure;
import dev.hark.proto.ask.v1.AskFailure;
import dev.hark.proto.ask.v1.FailureReason;
import dev.hark.runtime.id.Caller;
import dev.hark.runtime.id.Ids.ProjectId;
import dev.hark.runtime.id.Mode;
import io.grpc.Status;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What clients are told when a service has too much to do, or too large a message. */
class RpcFailuresTest {
  private static final Call CALL =
      new Call(
          new Caller(
              new ProjectId("proj_1"), Mode.LIVE, Optional.empty(), Set.of(), "key_1", "req_1"),
          Duration.ofSeconds(1));

  private static Failure ofSearch(Status status) {
    return RpcFailures.of(status, CALL).failure();
  }

  private static Failure ofAsk(Status status) {
    return AskFailures.of(status.asException(), CALL, "").failure();
  }

  private static Failure ofAsk(FailureReason reason) {
    return AskFailures.of(AskFailure.newBuilder().setReason(reason).build(), CALL, "").failure();
  }

  @Test
  void onlyWhatAServiceSaysOfTheProjectIsTheProjectsHaste() {
    assertEquals(
        Failure.tooMuchAtOnce(""),
        ofSearch(Status.RESOURCE_EXHAUSTED.withDescription("BUSY: too many calls wait")));
    assertEquals(Failure.tooMuchAtOnce(""), ofAsk(FailureReason.FAILURE_REASON_BUSY));
  }

  @Test
  void aMessageThatIsTooLargeIsAFault() {
    Status tooLarge =
        Status.RESOURCE_EXHAUSTED.withDescription("gRPC message exceeds maximum size");
    assertEquals(Failure.internal(""), ofSearch(tooLarge));
    assertEquals(Failure.internal(""), ofSearch(Status.RESOURCE_EXHAUSTED));
    assertEquals(Failure.internal(""), ofAsk(tooLarge));
  }

  @Test
  void whoWaitedInVainIsToldToComeAgain() {
    assertEquals(
        Failure.unavailable(),
        ofSearch(Status.UNAVAILABLE.withDescription("no slot came free in time")));
    assertEquals(503, ofAsk(FailureReason.FAILURE_REASON_UNAVAILABLE).code().status());
  }
}
