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

  private static final String STANDING = "hark.standing";

  /** Outside of whatever may refuse a request. */
  @Override
  public int getOrder() {
    return HIGHEST_PRECEDENCE + 100;
  }

  /** For the answer to this request. */
  public static void remember(HttpRequest<?> request, Standing standing) {
    request.setAttribute(STANDING, standing);
  }

  @ResponseFilter
  void tell(HttpRequest<?> request, MutableHttpResponse<?> response) {
    request
        .getAttribute(STANDING, Standing.class)
        .ifPresent(
            standing -> {
              response.getHeaders().set(LIMIT, String.valueOf(standing.limit()));
              response.getHeaders().set(REMAINING, String.valueOf(standing.remaining()));
              response.getHeaders().set(RESET, String.valueOf(standing.reset()));
            });
  }

  /** For answers to those who did not say who they are, also where no filter is asked. */
  @Singleton
  static final class Untouched implements ExtraHeaders {
    @Override
    public void complete(HttpHeaders headers) {
      if (!headers.contains(LIMIT)) {
        Standing standing = Standing.untouched(DEFAULT_LIMIT, Instant.now());
        headers.set(LIMIT, standing.limit());
        headers.set(REMAINING, standing.remaining());
        headers.set(RESET, standing.reset());
      }
    }
  }
}
