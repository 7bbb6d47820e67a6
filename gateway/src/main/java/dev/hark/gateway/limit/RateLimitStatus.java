package dev.hark.gateway.limit;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How a project stands with its limit, right after a request.
 *
 * @param limit requests a minute
 * @param remaining that could be made now
 * @param fullAt when as many as the limit could, if none were made until then
 * @param refused when the request was one too many: how long until another is worth while
 */
public record RateLimitStatus(
    int limit, int remaining, Instant fullAt, Optional<Duration> refused) {

  /** Of a project that has not asked anything. */
  static RateLimitStatus untouched(int limit, Instant now) {
    return new RateLimitStatus(limit, limit, now, Optional.empty());
  }

  /** Epoch seconds, rounded up: a client that waits so long does not come too early. */
  long reset() {
    return fullAt.plusNanos(999_999_999).getEpochSecond();
  }
}
