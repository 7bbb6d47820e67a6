package dev.hark.gateway.limit;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How projects are kept within their limits.
 *
 * @param turns that a project may have under way on one gateway; a project with more than 60 times
 *     as many requests a minute may have a 60th of those
 * @param lease how long a gateway may use tokens that it took; what one that dies holds is missing
 *     for so long
 * @param idle after which a gateway gives back what a project that asks nothing left unused
 */
@ConfigurationProperties("hark.limits")
public record LimitConfiguration(
    @Bindable(defaultValue = "50") int turns,
    @Bindable(defaultValue = "10s") Duration lease,
    @Bindable(defaultValue = "500ms") Duration idle) {

  public LimitConfiguration {
    if (turns < 1) {
      throw new IllegalArgumentException("hark.limits.turns must be positive, not " + turns);
    }
    if (!idle.isPositive() || lease.compareTo(idle) <= 0) {
      throw new IllegalArgumentException(
          "hark.limits.idle must be positive and hark.limits.lease longer");
    }
  }
}
