package dev.hark.ask;

import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/** Without search-service there is nothing to answer from. */
@Singleton
final class SearchServiceHealth extends Dependency {
  private static final long SECONDS = 1;

  private final ManagedChannel channel;

  SearchServiceHealth(
      @Named("search-service") ManagedChannel channel,
      @Named(TaskExecutors.BLOCKING) ExecutorService threads) {
    super("search-service", threads);
    this.channel = channel;
  }

  @Override
  Optional<String> advice() {
    try {
      ServingStatus status =
          HealthGrpc.newBlockingStub(channel)
              .withDeadlineAfter(SECONDS, TimeUnit.SECONDS)
              .check(HealthCheckRequest.getDefaultInstance())
              .getStatus();
      return status == ServingStatus.SERVING
          ? Optional.empty()
          : Optional.of("search-service runs but is not ready: its own /health says why");
    } catch (StatusRuntimeException e) {
      // Left alone, the channel would wait up to two minutes before it notices that it is back.
      channel.resetConnectBackoff();
      return advice(e.getStatus().getCode());
    }
  }

  private static Optional<String> advice(Status.Code failure) {
    return switch (failure) {
      // A service that does not tell its health has answered all the same.
      case UNIMPLEMENTED -> Optional.empty();
      case UNAUTHENTICATED ->
          Optional.of("search-service has another HARK_INTERNAL_TOKEN: give all services the same");
      default ->
          Optional.of(
              "search-service cannot be reached: check that it runs and HARK_SEARCH_ADDRESS");
    };
  }
}
