package dev.hark.gateway.erasure;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How deletions are carried on that a request did not bring to their end.
 *
 * @param check how often each gateway looks for one
 * @param lease how long one that was taken up is left to whoever did; a process that died lets it
 *     wait so long. Two at the same one do no harm
 * @param attempt how long one attempt may take: an end user may have thousands of recordings
 * @param firstRetry wait after the first failure; each further one is twice as long
 * @param longestRetry up to this
 */
@ConfigurationProperties("hark.erasure")
record ErasureConfiguration(
    @Bindable(defaultValue = "1s") Duration check,
    @Bindable(defaultValue = "15s") Duration lease,
    @Bindable(defaultValue = "60s") Duration attempt,
    @Bindable(defaultValue = "500ms") Duration firstRetry,
    @Bindable(defaultValue = "15s") Duration longestRetry) {

  ErasureConfiguration {
    if (!check.isPositive() || !lease.isPositive() || !attempt.isPositive()) {
      throw new IllegalArgumentException("hark.erasure: check, lease and attempt must be positive");
    }
    if (!firstRetry.isPositive() || longestRetry.compareTo(firstRetry) < 0) {
      throw new IllegalArgumentException(
          "hark.erasure.first-retry must be positive, and longest-retry at least as long");
    }
  }
}
