package dev.hark.indexer.trace;

import io.micronaut.context.annotation.Value;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
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

  public Tracing(@Value("${hark.traces.endpoint:}") String endpoint) {
    this.sdk = endpoint.isBlank() ? Optional.empty() : Optional.of(open(endpoint));
  }

  /** What the environment says goes before what is said here. */
  private static OpenTelemetrySdk open(String endpoint) {
    Map<String, String> defaults =
        Map.of(
            "otel.service.name", "hark-indexer-worker",
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

  /** Sends what has not been sent yet. */
  @PreDestroy
  void close() {
    sdk.ifPresent(OpenTelemetrySdk::close);
  }
}
