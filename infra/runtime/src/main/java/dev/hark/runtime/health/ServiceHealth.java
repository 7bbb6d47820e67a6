package dev.hark.runtime.health;

import dev.hark.runtime.rpc.InternalConfiguration;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/** Whether another of Hark's services would answer a call, as it says itself. */
public final class ServiceHealth extends Dependency {
  private static final long SECONDS = 1;

  private final String service;
  private final String addressVariable;
  private final ManagedChannel channel;

  /**
   * To be a bean.
   *
   * @param addressVariable where its address is set, such as {@code HARK_ASK_ADDRESS}
   */
  public ServiceHealth(
      String service, String addressVariable, ManagedChannel channel, ExecutorService threads) {
    super(service, threads);
    this.service = service;
    this.addressVariable = addressVariable;
    this.channel = channel;
  }

  @Override
  protected Optional<String> advice() {
    try {
      ServingStatus status =
          HealthGrpc.newBlockingStub(channel)
              .withDeadlineAfter(SECONDS, TimeUnit.SECONDS)
              .check(HealthCheckRequest.getDefaultInstance())
              .getStatus();
      return status == ServingStatus.SERVING
          ? Optional.empty()
          : Optional.of(service + " runs but is not ready: its own /health says why");
    } catch (StatusRuntimeException e) {
      InternalConfiguration.reconnect(channel);
      return advice(e.getStatus().getCode());
    }
  }

  private Optional<String> advice(Status.Code failure) {
    return switch (failure) {
      // A service that does not tell its health has answered all the same.
      case UNIMPLEMENTED -> Optional.empty();
      case UNAUTHENTICATED ->
          Optional.of(service + " has another HARK_INTERNAL_TOKEN: give all services the same");
      default ->
          Optional.of(service + " cannot be reached: check that it runs and " + addressVariable);
    };
  }
}
