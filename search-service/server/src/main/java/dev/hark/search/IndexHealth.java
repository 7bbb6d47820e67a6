package dev.hark.search;

import dev.hark.search.index.opensearch.OpenSearchIndex;
import dev.hark.search.index.opensearch.OpenSearchIndex.IndexCondition;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import java.util.Map;
import org.reactivestreams.Publisher;

/** Says whether the index can be used, and if not, what to do. */
@Readiness
@Singleton
final class IndexHealth implements HealthIndicator {
  private final OpenSearchIndex index;

  IndexHealth(OpenSearchIndex index) {
    this.index = index;
  }

  @Override
  public Publisher<HealthResult> getResult() {
    return Publishers.just(
        switch (index.condition()) {
          case IndexCondition.Ready ready -> result(HealthStatus.UP, "as it should be");
          case IndexCondition.Unreachable down -> result(HealthStatus.DOWN, down.reason());
          case IndexCondition.Unusable down -> result(HealthStatus.DOWN, down.reason());
        });
  }

  private static HealthResult result(HealthStatus status, String message) {
    return HealthResult.builder("index", status).details(Map.of("message", message)).build();
  }
}
