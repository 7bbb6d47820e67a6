package dev.hark.search.index.opensearch;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Makes each request to OpenSearch a span of the trace that it is done for, if there is one. Its
 * name is the operation alone: neither ids nor words of a request are told.
 */
final class CallSpans {
  private CallSpans() {}

  static Reply around(Call call, Supplier<Reply> exchange) {
    if (!Span.current().getSpanContext().isValid()) {
      return exchange.get();
    }
    Span span =
        GlobalOpenTelemetry.getTracer("dev.hark")
            .spanBuilder("opensearch " + operation(call))
            .setSpanKind(SpanKind.CLIENT)
            .setAttribute("db.system.name", "opensearch")
            .setAttribute("db.operation.name", operation(call))
            .startSpan();
    try {
      Reply reply = exchange.get();
      span.setAttribute("http.response.status_code", reply.status());
      return reply;
    } catch (RuntimeException e) {
      span.setAttribute("error.type", e.getClass().getSimpleName());
      span.setStatus(StatusCode.ERROR);
      throw e;
    } finally {
      span.end();
    }
  }

  /** Such as {@code _msearch}; the method where the path names none. */
  private static String operation(Call call) {
    return Stream.of(call.path().split("/", -1))
        .filter(part -> part.startsWith("_"))
        .findFirst()
        .orElse(call.method());
  }
}
