package dev.hark.runtime.trace;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.MethodDescriptor;
import io.grpc.ServerInterceptor;
import io.micronaut.context.annotation.Value;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.instrumentation.grpc.v1_6.GrpcTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Traces, sent to where {@code OTEL_EXPORTER_OTLP_ENDPOINT} says; without it nothing is recorded.
 * OpenTelemetry's other variables, such as those of the sampler, hold too. Ids and times are
 * recorded, never a word of what was said.
 */
@Singleton
public final class Tracing {
  private final Optional<OpenTelemetrySdk> sdk;

  public Tracing(
      @Value("${micronaut.application.name}") String service,
      @Value("${hark.traces.endpoint:}") String endpoint) {
    this.sdk = endpoint.isBlank() ? Optional.empty() : Optional.of(open(service, endpoint));
  }

  /** What the environment says goes before what is said here. */
  private static OpenTelemetrySdk open(String service, String endpoint) {
    Map<String, String> defaults =
        Map.of(
            "otel.service.name", service,
            "otel.exporter.otlp.endpoint", endpoint,
            "otel.exporter.otlp.protocol", "http/protobuf",
            "otel.metrics.exporter", "none",
            "otel.logs.exporter", "none",
            "otel.propagators", "tracecontext");
    return AutoConfiguredOpenTelemetrySdk.builder()
        .addPropertiesSupplier(() -> defaults)
        .disableShutdownHook()
        .build()
        .getOpenTelemetrySdk();
  }

  public boolean isOn() {
    return sdk.isPresent();
  }

  public OpenTelemetry telemetry() {
    return sdk.<OpenTelemetry>map(open -> open).orElse(OpenTelemetry.noop());
  }

  public Tracer tracer() {
    return telemetry().getTracer("dev.hark");
  }

  /** For channels: hands the trace that the calling thread works for on; none while it is off. */
  public List<ClientInterceptor> onCalls() {
    return isOn() ? List.of(new TracedCalls(grpc().createClientInterceptor())) : List.of();
  }

  ServerInterceptor onServer() {
    return grpc().createServerInterceptor();
  }

  private GrpcTelemetry grpc() {
    return GrpcTelemetry.builder(telemetry()).setEmitMessageEvents(false).build();
  }

  /** Begins no trace. */
  private record TracedCalls(ClientInterceptor traced) implements ClientInterceptor {
    @Override
    public <Q, R> ClientCall<Q, R> interceptCall(
        MethodDescriptor<Q, R> method, CallOptions options, Channel next) {
      return Span.current().getSpanContext().isValid()
          ? traced.interceptCall(method, options, next)
          : next.newCall(method, options);
    }
  }

  /** Sends what has not been sent yet. */
  @PreDestroy
  void close() {
    sdk.ifPresent(OpenTelemetrySdk::close);
  }
}
