package dev.hark.indexer.kafka;

import dev.hark.indexer.kafka.Attempt.Disposition;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Measures each attempt at an event, and makes it a span: of the trace that its publisher has
 * begun, if a header says so, else of a new one.
 */
record WatchedAttempt(
    PartitionWork.RecordAttempt attempt, WorkerMetrics metrics, OpenTelemetry telemetry)
    implements PartitionWork.RecordAttempt {
  private static final TextMapGetter<Headers> GETTER =
      new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(Headers headers) {
          return StreamSupport.stream(headers.spliterator(), false).map(Header::key).toList();
        }

        @Override
        public @Nullable String get(@Nullable Headers headers, String key) {
          @Nullable Header header = headers == null ? null : headers.lastHeader(key);
          return header == null || header.value() == null
              ? null
              : new String(header.value(), StandardCharsets.UTF_8);
        }
      };

  @Override
  public Attempt process(ConsumerRecord<byte[], ByteBuffer> record) throws InterruptedException {
    long start = System.nanoTime();
    Span span = begin(record);
    try (Scope _ = span.makeCurrent()) {
      return attempt.process(record).around(begun -> () -> end(span, start, begun));
    } catch (InterruptedException | RuntimeException e) {
      span.end();
      throw e;
    }
  }

  private Disposition end(Span span, long start, Attempt begun) throws InterruptedException {
    try (Scope _ = span.makeCurrent()) {
      Disposition disposition = begun.end();
      if (disposition instanceof Disposition.Wait wait) {
        span.setAttribute("error.type", wait.cause().label());
        span.setStatus(StatusCode.ERROR);
      }
      return disposition;
    } finally {
      metrics.processed(Duration.ofNanos(System.nanoTime() - start));
      span.end();
    }
  }

  private Span begin(ConsumerRecord<byte[], ByteBuffer> record) {
    Context parent =
        telemetry
            .getPropagators()
            .getTextMapPropagator()
            .extract(Context.root(), record.headers(), GETTER);
    return telemetry
        .getTracer("dev.hark")
        .spanBuilder("process " + record.topic())
        .setParent(parent)
        .setSpanKind(SpanKind.CONSUMER)
        .setAttribute("messaging.system", "kafka")
        .setAttribute("messaging.operation.type", "process")
        .setAttribute("messaging.destination.name", record.topic())
        .setAttribute("messaging.destination.partition.id", String.valueOf(record.partition()))
        .setAttribute("messaging.kafka.offset", record.offset())
        .startSpan();
  }
}
