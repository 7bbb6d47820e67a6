package dev.hark.gateway.trace;

import dev.hark.gateway.http.RequestFacts;
import dev.hark.gateway.http.RequestId;
import dev.hark.runtime.trace.Tracing;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.order.Ordered;
import io.micronaut.core.propagation.MutablePropagatedContext;
import io.micronaut.core.propagation.ThreadPropagatedContextElement;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.context.event.HttpRequestTerminatedEvent;
import io.micronaut.runtime.event.annotation.EventListener;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.Optional;

/**
 * Begins a trace with each request to the API, and ends its first span with the last byte of the
 * answer. A trace of the client's own is not gone on with: strangers decide nothing here.
 */
@ServerFilter({"/v1/**", "/mcp/**"})
@Requires(property = "hark.traces.endpoint", pattern = ".+")
final class TracedRequests implements Ordered {
  private static final String SPAN = "hark.span";

  private final Tracer tracer;

  TracedRequests(Tracing tracing) {
    this.tracer = tracing.tracer();
  }

  /** Right after the log, so that all else is within the span. */
  @Override
  public int getOrder() {
    return HIGHEST_PRECEDENCE + 1;
  }

  /** Makes the span that of every thread which works for the request. */
  private record Current(Context context) implements ThreadPropagatedContextElement<Scope> {
    @Override
    @SuppressWarnings("MustBeClosedChecker") // by the method below
    public Scope updateThreadContext() {
      return context.makeCurrent();
    }

    @Override
    public void restoreThreadContext(Scope before) {
      before.close();
    }
  }

  @RequestFilter
  void begin(HttpRequest<?> request, MutablePropagatedContext context) {
    Span span =
        tracer
            .spanBuilder(request.getMethod().name())
            .setNoParent()
            .setSpanKind(SpanKind.SERVER)
            .setAttribute("http.request.method", request.getMethod().name())
            .setAttribute("hark.request_id", RequestId.of(request))
            .startSpan();
    request.setAttribute(SPAN, span);
    context.add(new Current(Context.root().with(span)));
  }

  @ResponseFilter
  void answered(HttpRequest<?> request, HttpResponse<?> response) {
    span(request)
        .ifPresent(
            span -> {
              span.setAttribute("http.response.status_code", response.code());
              if (response.code() >= 500) {
                span.setStatus(StatusCode.ERROR);
              }
            });
  }

  @EventListener
  void end(HttpRequestTerminatedEvent event) {
    HttpRequest<?> request = event.getSource();
    span(request).ifPresent(span -> end(span, request));
  }

  private static void end(Span span, HttpRequest<?> request) {
    RequestFacts.route(request)
        .ifPresent(
            route -> {
              span.updateName(request.getMethod().name() + " " + route);
              span.setAttribute("http.route", route);
            });
    RequestFacts.project(request).ifPresent(id -> span.setAttribute("hark.project_id", id));
    RequestFacts.key(request).ifPresent(id -> span.setAttribute("hark.key_id", id));
    span.end();
  }

  private static Optional<Span> span(HttpRequest<?> request) {
    return request.getAttribute(SPAN, Span.class);
  }
}
