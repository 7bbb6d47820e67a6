package dev.hark.gateway.rpc;

import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.util.concurrent.TimeUnit;

/** The one connection to search-service, shared by all requests. */
@Factory
final class SearchServiceChannel {
  /** A segment is at most 32 MiB and comes whole. */
  private static final int MAX_MESSAGE_BYTES = 40 << 20;

  /** A connection that died silently is noticed within 15 s; calls have their own deadlines. */
  private static final long KEEP_ALIVE_SECONDS = 10;

  private static final long KEEP_ALIVE_TIMEOUT_SECONDS = 5;

  @Singleton
  @Bean(preDestroy = "shutdownNow")
  ManagedChannel channel(SearchServiceConfiguration configuration) {
    return NettyChannelBuilder.forTarget(configuration.address())
        .usePlaintext()
        .disableServiceConfigLookUp()
        .maxInboundMessageSize(MAX_MESSAGE_BYTES)
        .keepAliveTime(KEEP_ALIVE_SECONDS, TimeUnit.SECONDS)
        .keepAliveTimeout(KEEP_ALIVE_TIMEOUT_SECONDS, TimeUnit.SECONDS)
        .build();
  }

  /**
   * Lets the next call try to connect: left alone, the channel would wait up to two minutes before
   * it notices that search-service is back.
   */
  static void reconnect(ManagedChannel channel) {
    if (channel.getState(false) == ConnectivityState.TRANSIENT_FAILURE) {
      channel.resetConnectBackoff();
    }
  }
}
