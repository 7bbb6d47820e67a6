package dev.hark.gateway.http;

import dev.hark.runtime.time.WireTime;
import io.micronaut.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the log says of a request, as one JSON object. Nothing in it is the client's own but the
 * request id: no path, query, header or body.
 */
final class RequestLine {
  private RequestLine() {}

  static String of(HttpRequest<?> request) {
    Map<String, @Nullable Object> line = new LinkedHashMap<>();
    line.put("time", WireTime.format(Instant.now()));
    line.put("request_id", RequestId.of(request));
    line.put("project", RequestFacts.project(request).orElse(null));
    line.put("key", RequestFacts.key(request).orElse(null));
    // One of those that HTTP knows, or CUSTOM.
    line.put("method", request.getMethod().name());
    line.put("route", RequestFacts.route(request).orElse(null));
    Exchange.of(request).ifPresent(exchange -> measured(line, exchange));
    return new String(Json.bytes(line), StandardCharsets.UTF_8);
  }

  private static void measured(Map<String, @Nullable Object> line, Exchange exchange) {
    line.put("status", exchange.status().isPresent() ? exchange.status().getAsInt() : null);
    line.put("ms", milliseconds(exchange.elapsed()));
    Map<String, Double> hops = new LinkedHashMap<>();
    exchange.hops().forEach(hop -> hops.merge(hop.name(), milliseconds(hop.time()), Double::sum));
    line.put("hops", hops);
  }

  /** To a tenth. */
  private static double milliseconds(Duration time) {
    return Math.round(time.toNanos() / 1e5) / 10.0;
  }
}
