package dev.hark.gateway.key;

import dev.hark.gateway.error.Failure;
import dev.hark.gateway.error.FailureException;
import dev.hark.gateway.http.Exchange;
import dev.hark.gateway.http.RequestFacts;
import dev.hark.gateway.http.RequestId;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.web.router.RouteAttributes;
import io.micronaut.web.router.RouteMatch;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Lets only those through to a route whose key is good and has the route's scope. Unknown routes
 * pass, to be answered as such: which routes there are is no secret.
 */
@ServerFilter("/v1/**")
final class KeyFilter {
  private final Authenticator authenticator;

  KeyFilter(Authenticator authenticator) {
    this.authenticator = authenticator;
  }

  @RequestFilter
  @ExecuteOn(TaskExecutors.BLOCKING)
  void authorize(HttpRequest<?> request) {
    RouteAttributes.getRouteMatch(request).ifPresent(route -> authorize(request, route));
  }

  private void authorize(HttpRequest<?> request, RouteMatch<?> route) {
    HttpHeaders headers = request.getHeaders();
    Caller caller =
        Exchange.timed(
            "keys",
            () ->
                authenticator.authenticate(
                    headers.getAll(HttpHeaders.AUTHORIZATION),
                    headers.getAll("X-API-Key"),
                    RequestId.of(request)));
    RequestFacts.identified(request, caller.project().value(), caller.key().value());
    requireScope(caller, route);
    request.setAttribute(Caller.ATTRIBUTE, caller);
  }

  private static void requireScope(Caller caller, RouteMatch<?> route) {
    Scope[] scopes = route.getAnnotationMetadata().enumValues(RequiresScope.class, Scope.class);
    if (scopes.length == 0) {
      throw new IllegalStateException("a route below /v1 does not say which scope it needs");
    }
    if (Arrays.stream(scopes).noneMatch(caller.scopes()::contains)) {
      throw new FailureException(
          Failure.forbidden(
              null,
              "This key lacks the scope %s. Use a key that has it.".formatted(names(scopes))));
    }
  }

  private static String names(Scope[] scopes) {
    return Arrays.stream(scopes)
        .map(scope -> "'" + scope.text() + "'")
        .collect(Collectors.joining(" or "));
  }
}
