package dev.hark.runtime.rpc;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.health.v1.HealthGrpc;
import io.micronaut.core.order.Ordered;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * Lets nobody call who does not know the internal token. Health is told without one, for those who
 * only watch; with a wrong one it is refused, so that a neighbour's readiness shows the mistake.
 */
@Singleton
public final class InternalCalls implements ServerInterceptor, Ordered {
  private static final Status REFUSED =
      Status.UNAUTHENTICATED.withDescription(
          "the internal token is missing or another: give all services one HARK_INTERNAL_TOKEN");

  private final byte[] token;

  public InternalCalls(InternalConfiguration configuration) {
    this.token = bytes(configuration.token());
  }

  /** Ahead of all others: nothing is done for a stranger. */
  @Override
  public int getOrder() {
    return HIGHEST_PRECEDENCE;
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    @Nullable String sent = headers.get(InternalConfiguration.HEADER);
    // Compared in a time that says nothing of how much of it is right.
    if (sent == null ? isHealth(call) : MessageDigest.isEqual(token, bytes(sent))) {
      return next.startCall(call, headers);
    }
    call.close(REFUSED, new Metadata());
    return new ServerCall.Listener<>() {};
  }

  private static boolean isHealth(ServerCall<?, ?> call) {
    return HealthGrpc.SERVICE_NAME.equals(call.getMethodDescriptor().getServiceName());
  }

  private static byte[] bytes(String token) {
    return token.getBytes(StandardCharsets.US_ASCII);
  }
}
