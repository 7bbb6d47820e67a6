package dev.hark.gateway.rpc;

import dev.hark.gateway.trace.TracedCalls;
import dev.hark.gateway.trace.Tracing;
import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.channel.ChannelOption;
import io.grpc.netty.shaded.io.netty.channel.epoll.Epoll;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollChannelOption;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;

/** The one connection to each service, shared by all requests. */
@Factory
final class ServiceChannels {
  static final String SEARCH_SERVICE = "search-service";
  static final String ASK_SERVICE = "ask-service";

  /** A segment is at most 32 MiB and comes whole. */
  private static final int MAX_SEARCH_MESSAGE_BYTES = 40 << 20;

  /** 100 messages of 10,000 characters, told twice each, or 40 sources of 32,768 characters. */
  private static final int MAX_ASK_MESSAGE_BYTES = 16 << 20;

  /**
   * What may wait here for one who does not read; beyond it ask-service is held back. 500 of them
   * are 128 MiB outside of the heap, half of what a gateway of 256 MiB may have there.
   */
  private static final int ASK_WINDOW_BYTES = 256 << 10;

  /**
   * A connection that died silently is noticed within 15 s; calls have their own deadlines. TCP
   * finds out, as pings of HTTP/2 are not welcome: a server that sends nothing for a while takes
   * them for an attack after three and ends the connection, with the turns of silent models on it.
   */
  private static final int PROBE_SECONDS = 5;

  private static final int PROBES = 2;
  private static final int SILENCE_MS = 15_000;

  @Singleton
  @Named(SEARCH_SERVICE)
  @Bean(preDestroy = "shutdownNow")
  ManagedChannel searchService(
      SearchServiceConfiguration configuration,
      InternalConfiguration inside,
      Tracing tracing,
      MeterRegistry registry) {
    return to(configuration.address(), inside, tracing)
        .intercept(new TimedCalls(SEARCH_SERVICE, registry))
        .maxInboundMessageSize(MAX_SEARCH_MESSAGE_BYTES)
        .build();
  }

  @Singleton
  @Named(ASK_SERVICE)
  @Bean(preDestroy = "shutdownNow")
  ManagedChannel askService(
      AskServiceConfiguration configuration,
      InternalConfiguration inside,
      Tracing tracing,
      MeterRegistry registry) {
    return to(configuration.address(), inside, tracing)
        .intercept(new TimedCalls(ASK_SERVICE, registry))
        .maxInboundMessageSize(MAX_ASK_MESSAGE_BYTES)
        .flowControlWindow(ASK_WINDOW_BYTES)
        .build();
  }

  @Singleton
  @Named(SEARCH_SERVICE)
  ServiceProbe searchServiceProbe(@Named(SEARCH_SERVICE) ManagedChannel channel) {
    return new ServiceProbe(channel);
  }

  @Singleton
  @Named(ASK_SERVICE)
  ServiceProbe askServiceProbe(@Named(ASK_SERVICE) ManagedChannel channel) {
    return new ServiceProbe(channel);
  }

  private static NettyChannelBuilder to(
      String address, InternalConfiguration inside, Tracing tracing) {
    NettyChannelBuilder channel =
        NettyChannelBuilder.forTarget(address, inside.credentials())
            .intercept(inside.tokenOnCalls())
            .intercept(tracing.isOn() ? List.of(new TracedCalls(tracing)) : List.of())
            .disableServiceConfigLookUp()
            .withOption(ChannelOption.SO_KEEPALIVE, true);
    // Elsewhere than on Linux the system's own times hold.
    return Epoll.isAvailable()
        ? channel
            .withOption(EpollChannelOption.TCP_KEEPIDLE, PROBE_SECONDS)
            .withOption(EpollChannelOption.TCP_KEEPINTVL, PROBE_SECONDS)
            .withOption(EpollChannelOption.TCP_KEEPCNT, PROBES)
            .withOption(EpollChannelOption.TCP_USER_TIMEOUT, SILENCE_MS)
        : channel;
  }

  /**
   * Lets the next call try to connect: left alone, the channel would wait up to two minutes before
   * it notices that the service is back.
   */
  static void reconnect(ManagedChannel channel) {
    if (channel.getState(false) == ConnectivityState.TRANSIENT_FAILURE) {
      channel.resetConnectBackoff();
    }
  }
}
