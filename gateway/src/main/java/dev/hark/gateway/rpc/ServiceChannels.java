package dev.hark.gateway.rpc;

import dev.hark.runtime.health.ServiceHealth;
import dev.hark.runtime.rpc.InternalConfiguration;
import dev.hark.runtime.trace.Tracing;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.concurrent.ExecutorService;

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

  /** Made at the start: without the internal token there is none. */
  @Context
  @Named(SEARCH_SERVICE)
  @Bean(preDestroy = "shutdownNow")
  ManagedChannel searchService(
      SearchServiceConfiguration configuration,
      InternalConfiguration inside,
      Tracing tracing,
      MeterRegistry registry) {
    return inside
        .channelTo(configuration.address())
        .intercept(tracing.onCalls())
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
    // The only transport that there is here.
    return ((NettyChannelBuilder) inside.channelTo(configuration.address()))
        .intercept(tracing.onCalls())
        .intercept(new TimedCalls(ASK_SERVICE, registry))
        .maxInboundMessageSize(MAX_ASK_MESSAGE_BYTES)
        .flowControlWindow(ASK_WINDOW_BYTES)
        .build();
  }

  @Singleton
  @Named(SEARCH_SERVICE)
  ServiceHealth searchServiceHealth(
      @Named(SEARCH_SERVICE) ManagedChannel channel,
      @Named(TaskExecutors.BLOCKING) ExecutorService threads) {
    return new ServiceHealth(SEARCH_SERVICE, "HARK_SEARCH_ADDRESS", channel, threads);
  }

  @Singleton
  @Named(ASK_SERVICE)
  ServiceHealth askServiceHealth(
      @Named(ASK_SERVICE) ManagedChannel channel,
      @Named(TaskExecutors.BLOCKING) ExecutorService threads) {
    return new ServiceHealth(ASK_SERVICE, "HARK_ASK_ADDRESS", channel, threads);
  }
}
