package dev.hark.ask.inside;

import io.grpc.ClientInterceptor;
import io.grpc.Metadata;
import io.grpc.stub.MetadataUtils;

/** What a caller says to be believed. */
public final class InternalToken {
  private InternalToken() {}

  /** The token that every service started by a test has, from the build. */
  public static ClientInterceptor ofTheTests() {
    return of(System.getenv("HARK_INTERNAL_TOKEN"));
  }

  static ClientInterceptor of(String token) {
    Metadata headers = new Metadata();
    headers.put(InternalConfiguration.HEADER, token);
    return MetadataUtils.newAttachHeadersInterceptor(headers);
  }
}
