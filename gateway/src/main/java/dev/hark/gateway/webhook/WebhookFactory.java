package dev.hark.gateway.webhook;

import dev.hark.runtime.outbound.OutboundHttp;
import dev.hark.runtime.outbound.PermittedHosts;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.time.InstantSource;

/** Puts the parts of this package together. */
@Factory
final class WebhookFactory {
  static final String CLOCK = "webhooks";

  /** By which deliveries wait; clocks of gateways may differ by less than a lease. */
  @Singleton
  @Named(CLOCK)
  InstantSource clock() {
    return InstantSource.system();
  }

  @Singleton
  PermittedHosts.Lookup lookup() {
    return InetAddress::getAllByName;
  }

  @Singleton
  @Bean(preDestroy = "close")
  PermittedHosts hosts(WebhookConfiguration configuration, PermittedHosts.Lookup lookup) {
    return new PermittedHosts(configuration.httpHosts(), lookup);
  }

  @Singleton
  @Bean(preDestroy = "close")
  OutboundHttp http(WebhookConfiguration configuration, PermittedHosts hosts) {
    return new OutboundHttp(hosts, configuration.timeout(), configuration.timeout());
  }
}
