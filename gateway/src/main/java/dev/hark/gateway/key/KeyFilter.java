package dev.hark.gateway.key;

import dev.hark.gateway.error.Failure;
import dev.hark.gateway.error.FailureException;
import dev.hark.gateway.http.Exchange;
import dev.hark.gateway.http.RequestFacts;
import dev.hark.gateway.http.RequestId;
import dev.hark.gateway.http.RequestSource;
import dev.hark.gateway.key.Authenticator.Identified;
import dev.hark.gateway.limit.RateHeaders;
import dev.hark.gateway.limit.RateLimitStatus;
import dev.hark.gateway.limit.RateLimiter;
import dev.hark.runtime.id.Caller;
import dev.hark.runtime.id.Ids.ProjectId;
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
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Lets only those through to a route whose key is good, whose project is within its limit, and
 * whose key has the route's scope. Unknown routes pass, to be answered as such: which routes there
 * are is no secret.
 */
@ServerFilter({"/v1/**", "/mcp/**"})
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
      checkRoot(authorization, apiKey);
      refuseKeyInQuery(request);
      return;
    }
    Identified identified =
        Exchange.timed(
            "keys",
            () ->
                authenticator.authenticate(
                    authorization, apiKey, RequestSource.of(request), RequestId.of(request)));
    Caller caller = identified.caller();
    RequestFacts.identified(request, caller.project().value(), caller.keyId());
    count(request, caller.project(), identified.requestsPerMinute());
    refuseKeyInQuery(request);
    requireScope(caller, route);
    request.setAttribute(RequestFacts.CALLER, caller);
  }

  /** Fails as for a bad key; as for an unknown route when there is no token. */
  private void checkRoot(List<String> authorization, List<String> apiKey) {
    if (!root.isSet()) {
      throw new FailureException(Failure.noSuchRoute());
    }
    if (!root.is(Authenticator.credential(authorization, apiKey).orElse(""))) {
      throw new FailureException(Failure.unauthorized());
    }
  }

  private void count(HttpRequest<?> request, ProjectId project, int perMinute) {
    RateLimitStatus status = limits.take(project, perMinute);
    RateHeaders.remember(request, status);
    status
        .refused()
        .ifPresent(
            wait -> {
              throw new FailureException(Failure.tooManyRequests(perMinute, wait));
            });
  }

  /** Addresses are logged and passed on by others: a key that stood in one is not secret. */
  private static void refuseKeyInQuery(HttpRequest<?> request) {
    for (Map.Entry<String, List<String>> parameter : request.getParameters()) {
      if (ApiKey.isIn(parameter.getKey()) || parameter.getValue().stream().anyMatch(ApiKey::isIn)) {
        throw new FailureException(
            Failure.invalid(
                ApiKey.isIn(parameter.getKey()) ? null : parameter.getKey(),
                "The query string holds an API key. Send keys in the header alone, and revoke this"
                    + " one: addresses are written to logs."));
      }
    }
  }

  private static void requireScope(Caller caller, RouteMatch<?> route) {
    if (!route.getAnnotationMetadata().hasAnnotation(RequiresScope.class)) {
      throw new IllegalStateException("a route does not say which scope it needs");
    }
    Scope[] scopes = route.getAnnotationMetadata().enumValues(RequiresScope.class, Scope.class);
    if (scopes.length > 0 && Arrays.stream(scopes).noneMatch(scope -> scope.isHeldBy(caller))) {
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
