package dev.hark.gateway.rpc;

import dev.hark.gateway.http.Exchange;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.jspecify.annotations.Nullable;

/** Measures how long a request waits for a service, for its line in the log and for the metrics. */
final class TimedCalls implements ClientInterceptor {
  private final String service;
  private final MeterRegistry registry;

  TimedCalls(String service, MeterRegistry registry) {
    this.service = service;
    this.registry = registry;
  }

  @Override
  public <Q, R> ClientCall<Q, R> interceptCall(
      MethodDescriptor<Q, R> method, CallOptions options, Channel next) {
    // Work that no request has asked for, such as a probe, is nobody's hop.
    Exchange.@Nullable Hop hop =
        Exchange.current().map(exchange -> exchange.hop(service)).orElse(null);
    Timer.Sample sample = Timer.start(registry);
    return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
      @Override
      public void start(Listener<R> listener, Metadata headers) {
        super.start(
            new SimpleForwardingClientCallListener<>(listener) {
              @Override
              public void onClose(Status status, Metadata trailers) {
                if (hop != null) {
                  hop.end();
                }
                sample.stop(timer(method, status));
                super.onClose(status, trailers);
              }
            },
            headers);
      }
    };
  }

  private Timer timer(MethodDescriptor<?, ?> method, Status status) {
    return Timer.builder("hark.gateway.calls")
        .description("Calls to services, by method and status")
        .tag("service", service)
        .tag("method", String.valueOf(method.getBareMethodName()))
        .tag("status", status.getCode().name())
        .register(registry);
  }
}
