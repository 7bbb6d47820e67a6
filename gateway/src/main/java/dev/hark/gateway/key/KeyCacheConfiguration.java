package dev.hark.gateway.key;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How long and how many answers about keys are remembered.
 *
 * @param timeToLive half a second, as a revoked key must stop within one; the rest is for a look-up
 *     that is slow and for the calls that are under way
 * @param size about 1 KB each; unknown keys count too, so a flood of them cannot fill the heap
 */
@ConfigurationProperties("hark.keys.cache")
record KeyCacheConfiguration(
    @Bindable(defaultValue = "500ms") Duration timeToLive,
    @Bindable(defaultValue = "10000") int size) {

  KeyCacheConfiguration {
    if (timeToLive.isNegative() || timeToLive.toMillis() > 900) {
      throw new IllegalArgumentException(
          "hark.keys.cache.time-to-live must be 0 to 900 ms, not " + timeToLive.toMillis());
    }
    if (size < 1) {
      throw new IllegalArgumentException("hark.keys.cache.size must be positive, not " + size);
    }
  }
}
