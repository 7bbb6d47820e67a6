package dev.hark.indexer;

import dev.hark.runtime.health.Dependency;
import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.ExecutorService;

/** Whether search-service can be reached. */
@Singleton
final class SearchServiceHealth extends Dependency {
  private final ManagedChannel channel;

  SearchServiceHealth(
      ManagedChannel channel, @Named(TaskExecutors.BLOCKING) ExecutorService threads) {
    super("search-service", threads);
    this.channel = channel;
  }

  @Override
  protected Optional<String> advice() {
    // An idle channel is asked to connect; the next look sees what came of it.
    return channel.getState(true) == ConnectivityState.READY
        ? Optional.empty()
        : Optional.of("not connected: start search-service, or set hark.search-service.address");
  }
}
