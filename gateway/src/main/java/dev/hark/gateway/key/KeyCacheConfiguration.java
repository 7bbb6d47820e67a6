package dev.hark.gateway.key;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How long and how many answers about keys are remembered.
 *
 * @param timeToLive while changes of keys are not heard: half a second, as a revoked key must stop
 *     within one; the rest is for a look-up that is slow and for the calls that are under way
 * @param refresh while they are heard: after so long a key in use is looked up again beside the
 *     calls, which also notes its use
 * @param grace how long a key goes on that was good when PostgreSQL was last heard
 * @param longestWait how long a call waits for a look-up; then it is 503
 * @param unknown how long it is remembered that there is no such key
 * @param size about 1 KB each; as many unknown ones are remembered, apart from those
 */
@ConfigurationProperties("hark.keys.cache")
record KeyCacheConfiguration(
    @Bindable(defaultValue = "500ms") Duration timeToLive,
    @Bindable(defaultValue = "30s") Duration refresh,
    @Bindable(defaultValue = "1m") Duration grace,
    @Bindable(defaultValue = "2500ms") Duration longestWait,
    @Bindable(defaultValue = "10s") Duration unknown,
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
