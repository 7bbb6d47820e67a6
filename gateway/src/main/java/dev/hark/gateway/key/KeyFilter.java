package dev.hark.gateway.key;

import dev.hark.gateway.error.Failure;
import dev.hark.gateway.error.FailureException;
import dev.hark.gateway.http.Exchange;
import dev.hark.gateway.http.RequestFacts;
import dev.hark.gateway.http.RequestId;
import dev.hark.gateway.http.RequestSource;
import dev.hark.gateway.id.ProjectId;
import dev.hark.gateway.key.Authenticator.Identified;
import dev.hark.gateway.limit.RateHeaders;
import dev.hark.gateway.limit.RateLimiter;
import dev.hark.gateway.limit.Standing;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.web.router.RouteAttributes;
import io.micronaut.web.router.RouteMatch;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Lets only those through to a route whose key is good, whose project is within its limit, and
 * whose key has the route's scope. Unknown routes pass, to be answered as such: which routes there
 * are is no secret.
 */
@ServerFilter("/v1/**")
final class KeyFilter {
  private final Authenticator authenticator;
  private final RateLimiter limits;
  private final RootToken root;

  KeyFilter(Authenticator authenticator, RateLimiter limits, RootToken root) {
    this.authenticator = authenticator;
    this.limits = limits;
    this.root = root;
  }

  @RequestFilter
  @ExecuteOn(TaskExecutors.BLOCKING)
  void authorize(HttpRequest<?> request) {
    RouteAttributes.getRouteMatch(request).ifPresent(route -> authorize(request, route));
  }

  private void authorize(HttpRequest<?> request, RouteMatch<?> route) {
    List<String> authorization = request.getHeaders().getAll(HttpHeaders.AUTHORIZATION);
    List<String> apiKey = request.getHeaders().getAll("X-API-Key");
    if (route.getAnnotationMetadata().hasAnnotation(RequiresRoot.class)) {
      root.check(authorization, apiKey);
      return;
    }
    Identified identified =
        Exchange.timed(
            "keys",
            () ->
                authenticator.authenticate(
                    authorization, apiKey, RequestSource.of(request), RequestId.of(request)));
    Caller caller = identified.caller();
    RequestFacts.identified(request, caller.project().value(), caller.key().value());
    count(request, caller.project(), identified.requestsPerMinute());
    requireScope(caller, route);
    request.setAttribute(Caller.ATTRIBUTE, caller);
  }

  private void count(HttpRequest<?> request, ProjectId project, int perMinute) {
    Standing standing = limits.take(project, perMinute);
    RateHeaders.remember(request, standing);
    standing
        .refused()
        .ifPresent(
            wait -> {
              throw new FailureException(Failure.tooManyRequests(perMinute, wait));
            });
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
