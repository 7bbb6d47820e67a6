package dev.hark.gateway.rpc;

import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import java.util.concurrent.TimeUnit;

/** Whether a service would answer a call. */
public final class ServiceProbe {
  private static final long SECONDS = 1;

  private final ManagedChannel channel;

  ServiceProbe(ManagedChannel channel) {
    this.channel = channel;
  }

  /** What the service says of itself. */
  public enum Answer {
    READY,
    NOT_READY,
    REFUSING,
    UNREACHABLE
  }

  public Answer ask() {
    try {
      ServingStatus status =
          HealthGrpc.newBlockingV2Stub(channel)
              .withDeadlineAfter(SECONDS, TimeUnit.SECONDS)
              .check(HealthCheckRequest.getDefaultInstance())
              .getStatus();
      return status == ServingStatus.SERVING ? Answer.READY : Answer.NOT_READY;
    } catch (StatusException e) {
      ServiceChannels.reconnect(channel);
      return answer(e.getStatus().getCode());
    }
  }

  private static Answer answer(Status.Code failure) {
    return switch (failure) {
      // A service that does not tell its health has answered all the same.
      case UNIMPLEMENTED -> Answer.READY;
      case UNAUTHENTICATED -> Answer.REFUSING;
      default -> Answer.UNREACHABLE;
    };
  }
}
