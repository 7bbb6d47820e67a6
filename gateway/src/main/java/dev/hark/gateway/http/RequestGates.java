package dev.hark.gateway.http;

import dev.hark.gateway.http.CorsConfiguration.Origins;
import dev.hark.runtime.id.IdGenerator;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.Channel;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts a {@link RequestGate} into every connection, behind the HTTP codec. */
@Singleton
final class RequestGates implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {
  private final IdGenerator ids;
  private final Origins origins;
  private final List<ExtraHeaders> extraHeaders;
  private final ConnectionConfiguration configuration;
  private final RequestSource source;

  RequestGates(
      IdGenerator ids,
      CorsConfiguration cors,
      List<ExtraHeaders> extraHeaders,
      ConnectionConfiguration configuration) {
    this.ids = ids;
    this.origins = cors.allowed();
    this.extraHeaders = List.copyOf(extraHeaders);
    this.configuration = configuration;
    this.source = new RequestSource(configuration.proxies());
  }

  @Override
  public NettyServerCustomizer.Registry onCreated(
      BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
    event.getBean().register(new Customizer(null));
    return event.getBean();
  }

  private final class Customizer implements NettyServerCustomizer {
    private final @Nullable Channel channel;

    Customizer(@Nullable Channel channel) {
      this.channel = channel;
    }

    @Override
    public NettyServerCustomizer specializeForChannel(Channel connection, ChannelRole role) {
      return new Customizer(connection);
    }

    @Override
    public void onStreamPipelineBuilt() {
      if (channel != null) {
        SlowSender sender = new SlowSender(configuration.requestTime());
        HeadLines lines = new HeadLines();
        String codec = ChannelPipelineCustomizer.HANDLER_HTTP_SERVER_CODEC;
        channel
            .pipeline()
            .addBefore(codec, "slow-sender", sender)
            .addBefore(codec, "head-lines", lines)
            .addAfter(
                codec,
                "request-gate",
                new RequestGate(
                    ids, origins, extraHeaders, sender, configuration.uploadTime(), lines, source));
      }
    }
  }
}
