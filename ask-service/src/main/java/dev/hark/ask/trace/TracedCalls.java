package dev.hark.ask.trace;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.MethodDescriptor;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.instrumentation.grpc.v1_6.GrpcTelemetry;

/** Hands the trace that the calling thread works for on to a service; begins none. */
public final class TracedCalls implements ClientInterceptor {
  private final ClientInterceptor traced;

  public TracedCalls(Tracing tracing) {
    this.traced =
        GrpcTelemetry.builder(tracing.telemetry())
            .setEmitMessageEvents(false)
            .build()
            .createClientInterceptor();
  }

  @Override
  public <Q, R> ClientCall<Q, R> interceptCall(
      MethodDescriptor<Q, R> method, CallOptions options, Channel next) {
    return Span.current().getSpanContext().isValid()
        ? traced.interceptCall(method, options, next)
        : next.newCall(method, options);
  }
}
