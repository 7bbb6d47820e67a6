package dev.hark.runtime.trace;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;

/** Goes on with a trace that the caller has begun; begins none. */
@Singleton
@Requires(property = "hark.traces.endpoint", pattern = ".+")
final class ContinuedTraces implements ServerInterceptor {
  private static final Metadata.Key<String> PARENT =
      Metadata.Key.of("traceparent", Metadata.ASCII_STRING_MARSHALLER);

  private final ServerInterceptor traced;

  ContinuedTraces(Tracing tracing) {
    this.traced = tracing.onServer();
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    return headers.containsKey(PARENT)
        ? traced.interceptCall(call, headers, next)
        : next.startCall(call, headers);
  }
}
