package dev.hark.gateway.health;

import dev.hark.gateway.rpc.ServiceProbe;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/** Without search-service nothing can be found or looked up. */
@Singleton
final class SearchServiceHealth extends Dependency {
  private final ServiceProbe probe;

  SearchServiceHealth(
      @Named("search-service") ServiceProbe probe,
      @Named(TaskExecutors.BLOCKING) ExecutorService threads) {
    super("search-service", threads);
    this.probe = probe;
  }

  @Override
  @Nullable String advice() {
    return switch (probe.ask()) {
      case READY -> null;
      case NOT_READY -> "search-service runs but is not ready: its own /health says why";
      case REFUSING -> "search-service has another HARK_INTERNAL_TOKEN: give all services the same";
      case UNREACHABLE ->
          "search-service cannot be reached: check that it runs and HARK_SEARCH_ADDRESS";
    };
  }
}
