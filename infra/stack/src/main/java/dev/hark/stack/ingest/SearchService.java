package dev.hark.stack.ingest;

import io.grpc.ChannelCredentials;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.TlsChannelCredentials;
import io.grpc.stub.MetadataUtils;
import java.io.File;
import java.io.IOException;
import java.util.Map;

/**
 * Where search-service is, and what it wants to see of those who call it.
 *
 * @param address {@code host:port}
 * @param internalToken the one that it was started with
 * @param environment may name the files for mutual TLS, as it does for the services
 */
public record SearchService(String address, String internalToken, Map<String, String> environment) {
  private static final Metadata.Key<String> TOKEN =
      Metadata.Key.of("hark-internal-token", Metadata.ASCII_STRING_MARSHALLER);

  public SearchService {
    environment = Map.copyOf(environment);
  }

  /** A connection, to be shut down by whoever asked for it. */
  ManagedChannel open() throws IOException {
    Metadata headers = new Metadata();
    headers.put(TOKEN, internalToken);
    return Grpc.newChannelBuilder(address, credentials())
        .intercept(MetadataUtils.newAttachHeadersInterceptor(headers))
        .build();
  }

  private ChannelCredentials credentials() throws IOException {
    if (file("CERTIFICATE").isBlank()) {
      return InsecureChannelCredentials.create();
    }
    return TlsChannelCredentials.newBuilder()
        .keyManager(new File(file("CERTIFICATE")), new File(file("KEY")))
        .trustManager(new File(file("CA")))
        .build();
  }

  private String file(String name) {
    return environment.getOrDefault("HARK_INTERNAL_" + name, "");
  }

  /** Without the token. */
  @Override
  public String toString() {
    return "SearchService[" + address + "]";
  }
}
