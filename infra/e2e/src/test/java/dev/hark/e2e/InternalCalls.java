package dev.hark.e2e;

import io.grpc.ClientInterceptor;
import io.grpc.Metadata;
import io.grpc.stub.MetadataUtils;

/** What the services say to each other to be believed. */
final class InternalCalls {
  private InternalCalls() {}

  static ClientInterceptor withToken(String token) {
    Metadata headers = new Metadata();
    headers.put(Metadata.Key.of("hark-internal-token", Metadata.ASCII_STRING_MARSHALLER), token);
    return MetadataUtils.newAttachHeadersInterceptor(headers);
  }
}
