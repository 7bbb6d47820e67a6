package dev.hark.gateway.rpc;

import dev.hark.gateway.trace.TracedCalls;
import dev.hark.gateway.trace.Tracing;
import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
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
    return inside
        .channelTo(address)
        .intercept(tracing.isOn() ? List.of(new TracedCalls(tracing)) : List.of());
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
