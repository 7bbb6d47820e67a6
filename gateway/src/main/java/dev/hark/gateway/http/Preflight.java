package dev.hark.gateway.http;

import dev.hark.gateway.http.CorsConfiguration.Origins;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import org.jspecify.annotations.Nullable;

/**
 * Answers a browser that asks whether a page of a listed origin may call. It has no key at that
 * time. All others are answered as if there were no such question.
 */
@ServerFilter("/**")
final class Preflight implements Ordered {
  private static final String METHODS = "GET, POST, PATCH, DELETE";
  private static final String HEADERS =
      "Authorization, X-API-Key, Content-Type, Idempotency-Key, X-Request-Id,"
          + " MCP-Protocol-Version";

  private final Origins origins;
  private final String seconds;

  Preflight(CorsConfiguration configuration) {
    this.origins = configuration.allowed();
    this.seconds = String.valueOf(configuration.maxAge().toSeconds());
  }

  /** Right after the log, ahead of all that looks at keys. */
  @Override
  public int getOrder() {
    return HIGHEST_PRECEDENCE + 1;
  }

  /** Null lets the request pass. */
  @RequestFilter
  @Nullable HttpResponse<?> answer(HttpRequest<?> request) {
    boolean asks =
        request.getMethod() == HttpMethod.OPTIONS
            && request.getHeaders().contains(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD)
            && origins.find(request.getHeaders().get(HttpHeaders.ORIGIN)).isPresent();
    return asks
        ? HttpResponse.noContent()
            .header(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, METHODS)
            .header(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, HEADERS)
            .header(HttpHeaders.ACCESS_CONTROL_MAX_AGE, seconds)
        : null;
  }
}
