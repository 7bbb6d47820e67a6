package dev.hark.gateway.http;

import io.micronaut.http.HttpRequest;
import java.time.Duration;
import java.util.Optional;

/** What becomes known of a request on its way, for the log and for deadlines. */
public final class RequestFacts {
  private static final String BEGUN = "hark.begun";
  private static final String PROJECT = "hark.project";
  private static final String KEY = "hark.key";

  private RequestFacts() {}

  static void begin(HttpRequest<?> request, long nanoTime) {
    request.setAttribute(BEGUN, nanoTime);
  }

  /** Since the request's headers were read. */
  public static Duration elapsed(HttpRequest<?> request) {
    long now = System.nanoTime();
    return Duration.ofNanos(now - request.getAttribute(BEGUN, Long.class).orElse(now));
  }

  public static void identified(HttpRequest<?> request, String projectId, String keyId) {
    request.setAttribute(PROJECT, projectId);
    request.setAttribute(KEY, keyId);
  }

  static Optional<String> project(HttpRequest<?> request) {
    return request.getAttribute(PROJECT, String.class);
  }

  static Optional<String> key(HttpRequest<?> request) {
    return request.getAttribute(KEY, String.class);
  }
}
