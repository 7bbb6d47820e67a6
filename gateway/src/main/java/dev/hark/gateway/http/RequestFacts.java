package dev.hark.gateway.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.web.router.RouteAttributes;
import io.micronaut.web.router.UriRouteMatch;
import java.time.Duration;
import java.util.Optional;

/** What becomes known of a request on its way, for the log and for deadlines. */
public final class RequestFacts {
  /** Where a request that was let through carries its caller. */
  public static final String CALLER = "hark.caller";

  private static final String PROJECT = "hark.project";
  private static final String KEY = "hark.key";

  private RequestFacts() {}

  /** Since the request's headers were read. */
  public static Duration elapsed(HttpRequest<?> request) {
    return Exchange.of(request).map(Exchange::elapsed).orElse(Duration.ZERO);
  }

  public static void identified(HttpRequest<?> request, String projectId, String keyId) {
    request.setAttribute(PROJECT, projectId);
    request.setAttribute(KEY, keyId);
  }

  public static Optional<String> project(HttpRequest<?> request) {
    return request.getAttribute(PROJECT, String.class);
  }

  public static Optional<String> key(HttpRequest<?> request) {
    return request.getAttribute(KEY, String.class);
  }

  /** As the code says it, such as {@code /v1/recordings/{id}}; empty when there is none. */
  public static Optional<String> route(HttpRequest<?> request) {
    return RouteAttributes.getRouteMatch(request)
        .filter(UriRouteMatch.class::isInstance)
        .map(
            match ->
                ((UriRouteMatch<?, ?>) match).getRouteInfo().getUriMatchTemplate().toPathString());
  }
}
