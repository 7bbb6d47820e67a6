package dev.hark.gateway.health;

import io.micronaut.core.async.publisher.AsyncSingleResultPublisher;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/** Something without which the gateway cannot answer; asked on a thread that may wait. */
abstract class Dependency implements HealthIndicator {
  private final String name;
  private final ExecutorService threads;

  Dependency(String name, ExecutorService threads) {
    this.name = name;
    this.threads = threads;
  }

  /** Null when all is well, else what to do, without addresses: anybody may read it. */
  abstract @Nullable String advice();

  @Override
  public Publisher<HealthResult> getResult() {
    return new AsyncSingleResultPublisher<>(threads, () -> result(advice()));
  }

  private HealthResult result(@Nullable String advice) {
    HealthResult.Builder result =
        HealthResult.builder(name, advice == null ? HealthStatus.UP : HealthStatus.DOWN);
    return advice == null ? result.build() : result.details(Map.of("message", advice)).build();
  }
}
