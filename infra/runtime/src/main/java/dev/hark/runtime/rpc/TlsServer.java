package dev.hark.runtime.rpc;

import io.grpc.ServerBuilder;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyServerBuilder;
import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import jakarta.inject.Singleton;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Where certificates are configured, only those with one of the same authority can connect. */
@Singleton
@Requires(classes = NettyServerBuilder.class)
final class TlsServer implements BeanCreatedEventListener<ServerBuilder<?>> {
  private final BeanProvider<InternalConfiguration> configuration;

  // A listener is made before anything else: the token may not be needed yet.
  TlsServer(BeanProvider<InternalConfiguration> configuration) {
    this.configuration = configuration;
  }

  @Override
  public ServerBuilder<?> onCreated(BeanCreatedEvent<ServerBuilder<?>> event) {
    ServerBuilder<?> builder = event.getBean();
    InternalConfiguration inside = configuration.get();
    return inside.isTls() ? ((NettyServerBuilder) builder).sslContext(context(inside)) : builder;
  }

  private static SslContext context(InternalConfiguration configuration) {
    try {
      return GrpcSslContexts.forServer(
              new File(configuration.certificate()), new File(configuration.key()))
          .trustManager(new File(configuration.authority()))
          .clientAuth(ClientAuth.REQUIRE)
          .build();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "HARK_INTERNAL_CERTIFICATE, _KEY and _CA must name readable PEM files", e);
    }
  }
}
