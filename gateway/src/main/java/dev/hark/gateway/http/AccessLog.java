package dev.hark.gateway.http;

import io.micronaut.core.order.Ordered;
import io.micronaut.core.propagation.MutablePropagatedContext;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.context.event.HttpRequestTerminatedEvent;
import io.micronaut.runtime.event.annotation.EventListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line a request, when the last byte of its answer has left or its client has: who, which
 * route, what came of it, how long it took.
 */
@ServerFilter("/**")
final class AccessLog implements Ordered {
  private static final Logger log = LoggerFactory.getLogger("access");

  @Override
  public int getOrder() {
    return HIGHEST_PRECEDENCE;
  }

  @RequestFilter
  void begin(HttpRequest<?> request, MutablePropagatedContext context) {
    context.add(Exchange.begin(request));
  }

  @ResponseFilter
  void answered(HttpRequest<?> request, HttpResponse<?> response) {
    Exchange.of(request).ifPresent(exchange -> exchange.answered(response.code()));
  }

  @EventListener
  void end(HttpRequestTerminatedEvent event) {
    if (log.isInfoEnabled()) {
      log.info("{}", RequestLine.of(event.getSource()));
    }
  }
}
