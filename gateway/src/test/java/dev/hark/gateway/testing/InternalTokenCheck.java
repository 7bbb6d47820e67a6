package dev.hark.gateway.testing;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;

/** As strict as the services themselves: a call of the gateway without the token fails its test. */
final class InternalTokenCheck implements ServerInterceptor {
  private static final Metadata.Key<String> HEADER =
      Metadata.Key.of("hark-internal-token", Metadata.ASCII_STRING_MARSHALLER);

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    if (System.getenv("HARK_INTERNAL_TOKEN").equals(headers.get(HEADER))) {
      return next.startCall(call, headers);
    }
    call.close(Status.UNAUTHENTICATED, new Metadata());
    return new ServerCall.Listener<>() {};
  }
}
