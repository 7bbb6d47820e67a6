package dev.hark.gateway.limit;

import dev.hark.gateway.http.ExtraHeaders;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.netty.handler.codec.http.HttpHeaders;
import jakarta.inject.Singleton;
import java.time.Instant;

/**
 * Tells every client how it stands with its limit: a project that is known as it does, everybody
 * else as one that has not asked anything.
 */
@ServerFilter("/**")
public final class RateHeaders implements Ordered {
  static final String LIMIT = "X-RateLimit-Limit";
  static final String REMAINING = "X-RateLimit-Remaining";
  static final String RESET = "X-RateLimit-Reset";

  /** Requests a minute of a project that says nothing else, as in the contract. */
  private static final int DEFAULT_LIMIT = 100;

  private static final String STATUS = "hark.rate-limit-status";

  /** Outside of whatever may refuse a request. */
  @Override
  public int getOrder() {
    return HIGHEST_PRECEDENCE + 100;
  }

  /** For the answer to this request. */
  public static void remember(HttpRequest<?> request, RateLimitStatus status) {
    request.setAttribute(STATUS, status);
  }

  @ResponseFilter
  void tell(HttpRequest<?> request, MutableHttpResponse<?> response) {
    request
        .getAttribute(STATUS, RateLimitStatus.class)
        .ifPresent(
            status -> {
              response.getHeaders().set(LIMIT, String.valueOf(status.limit()));
              response.getHeaders().set(REMAINING, String.valueOf(status.remaining()));
              response.getHeaders().set(RESET, String.valueOf(status.reset()));
            });
  }

  /** For answers to those who did not say who they are, also where no filter is asked. */
  @Singleton
  static final class Untouched implements ExtraHeaders {
    @Override
    public void complete(HttpHeaders headers) {
      if (!headers.contains(LIMIT)) {
        RateLimitStatus status = RateLimitStatus.untouched(DEFAULT_LIMIT, Instant.now());
        headers.set(LIMIT, status.limit());
        headers.set(REMAINING, status.remaining());
        headers.set(RESET, status.reset());
      }
    }
  }
}
