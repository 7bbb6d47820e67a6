package dev.hark.gateway.idempotency;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How long answers are kept, and how a request that is being done is told from one whose gateway
 * died.
 *
 * @param keep the contract says 24 hours
 * @param lease a request counts as being done for so long after its gateway last said so; then the
 *     same request may be done by another
 * @param renewal how often a gateway says so: several times within a lease, so that a pause or a
 *     restart of PostgreSQL does not end it
 * @param sweep how often what is too old is removed
 */
@ConfigurationProperties("hark.idempotency")
public record IdempotencyConfiguration(
    @Bindable(defaultValue = "24h") Duration keep,
    @Bindable(defaultValue = "10s") Duration lease,
    @Bindable(defaultValue = "2s") Duration renewal,
    @Bindable(defaultValue = "10m") Duration sweep) {

  public IdempotencyConfiguration {
    if (!keep.isPositive() || !sweep.isPositive() || !renewal.isPositive()) {
      throw new IllegalArgumentException(
          "hark.idempotency.keep, renewal and sweep must be positive");
    }
    if (lease.compareTo(renewal.multipliedBy(2)) < 0) {
      throw new IllegalArgumentException(
          "hark.idempotency.lease must be at least twice as long as renewal");
    }
  }
}
