package dev.hark.ask;

import io.micronaut.core.async.publisher.AsyncSingleResultPublisher;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import org.reactivestreams.Publisher;

/** Something without which nothing can be answered; asked on a thread that may wait. */
abstract class Dependency implements HealthIndicator {
  private final String name;
  private final ExecutorService threads;

  Dependency(String name, ExecutorService threads) {
    this.name = name;
    this.threads = threads;
  }

  /** Empty when all is well, else what to do, without addresses: anybody may read it. */
  abstract Optional<String> advice();

  @Override
  public Publisher<HealthResult> getResult() {
    return new AsyncSingleResultPublisher<>(threads, () -> result(advice()));
  }

  private HealthResult result(Optional<String> advice) {
    return advice
        .map(
            text ->
                HealthResult.builder(name, HealthStatus.DOWN)
                    .details(Map.of("message", text))
                    .build())
        .orElseGet(() -> HealthResult.builder(name, HealthStatus.UP).build());
  }
}
