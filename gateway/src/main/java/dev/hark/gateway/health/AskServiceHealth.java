package dev.hark.gateway.health;

import dev.hark.gateway.rpc.ServiceProbe;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/** Without ask-service there are no sessions and no answers. */
@Singleton
final class AskServiceHealth extends Dependency {
  private final ServiceProbe probe;

  AskServiceHealth(
      @Named("ask-service") ServiceProbe probe,
      @Named(TaskExecutors.BLOCKING) ExecutorService threads) {
    super("ask-service", threads);
    this.probe = probe;
  }

  @Override
  @Nullable String advice() {
    return switch (probe.ask()) {
      case READY -> null;
      case NOT_READY -> "ask-service runs but is not ready: its own /health says why";
      case REFUSING -> "ask-service has another HARK_INTERNAL_TOKEN: give all services the same";
      case UNREACHABLE -> "ask-service cannot be reached: check that it runs and HARK_ASK_ADDRESS";
    };
  }
}
