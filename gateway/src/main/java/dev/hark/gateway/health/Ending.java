package dev.hark.gateway.health;

import dev.hark.runtime.health.Dependency;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;

/**
 * Tells whoever spreads requests over gateways that this one is about to end, before it refuses
 * any: for a short while it is not ready and answers all the same.
 */
@Singleton
public final class Ending extends Dependency {
  private final Duration notice;
  private volatile boolean announced;

  /**
   * How this process ends.
   *
   * @param notice how long it goes on taking requests after it has said that it is not ready
   */
  @ConfigurationProperties("hark.shutdown")
  public record Configuration(@Bindable(defaultValue = "1s") Duration notice) {
    public Configuration {
      if (notice.isNegative()) {
        throw new IllegalArgumentException("HARK_SHUTDOWN_NOTICE must not be negative");
      }
    }
  }

  Ending(Configuration configuration, @Named(TaskExecutors.BLOCKING) ExecutorService threads) {
    super("gateway", threads);
    this.notice = configuration.notice();
  }

  /** Returns when the notice is over. */
  public void announce() {
    announced = true;
    try {
      // Whoever spreads requests only asks now and then: nothing tells that they have noticed.
      Thread.sleep(notice);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  protected Optional<String> advice() {
    return announced
        ? Optional.of("this gateway is being stopped: send requests to another")
        : Optional.empty();
  }
}
