package dev.hark.search.grpc;

import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.jspecify.annotations.Nullable;

/** Times every call, by method and by the status that it ended with. */
public final class RpcMetrics implements ServerInterceptor {
  private final MeterRegistry registry;

  public RpcMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    Timer.Sample sample = Timer.start(registry);
    return next.startCall(
        new SimpleForwardingServerCall<Q, R>(call) {
          @Override
          public void close(Status status, Metadata trailers) {
            sample.stop(timer(call.getMethodDescriptor().getBareMethodName(), status));
            super.close(status, trailers);
          }
        },
        headers);
  }

  private Timer timer(@Nullable String method, Status status) {
    return Timer.builder("hark.search.calls")
        .description("Calls by method and status")
        .tag("method", String.valueOf(method))
        .tag("status", status.getCode().name())
        .publishPercentiles(0.5, 0.95)
        .register(registry);
  }
}
