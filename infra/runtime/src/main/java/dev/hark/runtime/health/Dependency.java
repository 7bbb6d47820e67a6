package dev.hark.runtime.health;

import io.micronaut.core.async.publisher.AsyncSingleResultPublisher;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import org.reactivestreams.Publisher;

/** Something that the service cannot do without; asked on a thread that may wait. */
public abstract class Dependency implements HealthIndicator {
  private final String name;
  private final ExecutorService threads;

  protected Dependency(String name, ExecutorService threads) {
    this.name = name;
    this.threads = threads;
  }

  /** Nothing when all is well, else what to do, without addresses: anybody may read it. */
  protected abstract Optional<String> advice();

  @Override
  public Publisher<HealthResult> getResult() {
    return new AsyncSingleResultPublisher<>(threads, () -> result(advice()));
  }

  private HealthResult result(Optional<String> advice) {
    HealthResult.Builder result =
        HealthResult.builder(name, advice.isEmpty() ? HealthStatus.UP : HealthStatus.DOWN);
    advice.ifPresent(text -> result.details(Map.of("message", text)));
    return result.build();
  }
}
