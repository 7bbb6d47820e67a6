package dev.hark.gateway.http;

import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.web.router.RouteAttributes;
import io.micronaut.web.router.UriRouteMatch;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line a request: who, which route, what came of it; never content, query string or key. */
@ServerFilter("/**")
final class AccessLog implements Ordered {
  private static final Logger log = LoggerFactory.getLogger("access");

  @Override
  public int getOrder() {
    return HIGHEST_PRECEDENCE;
  }

  @RequestFilter
  void begin(HttpRequest<?> request) {
    RequestFacts.begin(request, System.nanoTime());
  }

  @ResponseFilter
  void end(HttpRequest<?> request, HttpResponse<?> response) {
    log.info(
        "request_id={} project={} key={} method={} route={} status={} ms={}",
        RequestId.of(request),
        RequestFacts.project(request).orElse("-"),
        RequestFacts.key(request).orElse("-"),
        request.getMethodName(),
        route(request).orElse("-"),
        response.code(),
        RequestFacts.elapsed(request).toMillis());
  }

  private static Optional<String> route(HttpRequest<?> request) {
    return RouteAttributes.getRouteMatch(request)
        .filter(UriRouteMatch.class::isInstance)
        .map(
            match ->
                ((UriRouteMatch<?, ?>) match).getRouteInfo().getUriMatchTemplate().toPathString());
  }
}
