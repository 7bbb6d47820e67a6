package dev.hark.gateway.webhook;

import dev.hark.runtime.outbound.PermittedHosts;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/** A clock and a name service that a test directs, for gateways that ask for them. */
@Factory
@Requires(property = ReplacedParts.SETTING)
public final class ReplacedParts {
  static final String SETTING = "test.webhooks";

  private static final AtomicReference<Duration> AHEAD = new AtomicReference<>(Duration.ZERO);

  /** Of names that are not the system's. */
  static final Map<String, String> ADDRESSES = new ConcurrentHashMap<>();

  /** Lets time go by. */
  static void pass(Duration time) {
    AHEAD.accumulateAndGet(time, Duration::plus);
  }

  @Singleton
  @Named(WebhookFactory.CLOCK)
  @Replaces(
      named = WebhookFactory.CLOCK,
      value = InstantSource.class,
      factory = WebhookFactory.class)
  InstantSource clock() {
    return () -> Instant.now().plus(AHEAD.get());
  }

  @Singleton
  @Replaces(value = PermittedHosts.Lookup.class, factory = WebhookFactory.class)
  PermittedHosts.Lookup lookup() {
    return ReplacedParts::addresses;
  }

  private static InetAddress[] addresses(String host) throws UnknownHostException {
    return ADDRESSES.containsKey(host)
        ? new InetAddress[] {InetAddress.ofLiteral(ADDRESSES.get(host))}
        : InetAddress.getAllByName(host);
  }
}
