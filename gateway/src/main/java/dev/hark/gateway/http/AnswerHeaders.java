package dev.hark.gateway.http;

import dev.hark.gateway.http.CorsConfiguration.Origins;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.Optional;

/** What every answer carries, whoever in this process gave it. */
final class AnswerHeaders {
  /** An answer is data: nothing in it runs, loads anything or is shown inside another page. */
  private static final String DATA_ONLY = "default-src 'none'; frame-ancestors 'none'";

  /** What a page of another origin may read beside the body. */
  private static final String READABLE =
      "X-Request-Id, X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Reset, Retry-After,"
          + " Idempotent-Replayed, Location, X-Hark-Degraded";

  private final Origins origins;

  AnswerHeaders(Origins origins) {
    this.origins = origins;
  }

  /**
   * Completes the headers of an answer.
   *
   * @param origin that may read it, of the request that it answers
   */
  void complete(HttpHeaders headers, String requestId, Optional<String> origin) {
    headers.set(RequestId.HEADER, requestId);
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("X-Frame-Options", "DENY");
    headers.set("Referrer-Policy", "no-referrer");
    headers.set("Cross-Origin-Resource-Policy", "same-origin");
    // A page of our own says itself what it needs, and how long it may be kept.
    if (!headers.contains(HttpHeaderNames.CACHE_CONTROL)) {
      headers.set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_STORE);
    }
    if (!headers.contains(HttpHeaderNames.CONTENT_SECURITY_POLICY)) {
      headers.set(HttpHeaderNames.CONTENT_SECURITY_POLICY, DATA_ONLY);
    }
    if (!origins.isNone()) {
      headers.add(HttpHeaderNames.VARY, HttpHeaderNames.ORIGIN);
    }
    origin.ifPresent(
        allowed -> {
          headers.set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, allowed);
          headers.set(HttpHeaderNames.ACCESS_CONTROL_EXPOSE_HEADERS, READABLE);
        });
  }
}
