package dev.hark.gateway.webhook;

import dev.hark.gateway.body.Fields;
import dev.hark.gateway.error.Failure;
import dev.hark.gateway.error.FailureException;
import dev.hark.runtime.id.Caller;
import dev.hark.runtime.id.Ids.EventId;
import dev.hark.runtime.outbound.PermittedHosts;
import dev.hark.runtime.outbound.RefusedAddressException;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** What a project does with its endpoints. Every call may throw a {@link FailureException}. */
@Singleton
final class ManagedEndpoints {
  /** A client is not to wait for a name server that is away. */
  private static final long LOOK_UP_MS = 2_000;

  private final Endpoints endpoints;
  private final WebhookEvents events;
  private final Deliveries deliveries;
  private final Secrets secrets;
  private final PermittedHosts hosts;
  private final WebhookConfiguration configuration;
  private final InstantSource clock;

  ManagedEndpoints(
      Endpoints endpoints,
      WebhookEvents events,
      Deliveries deliveries,
      Secrets secrets,
      PermittedHosts hosts,
      WebhookConfiguration configuration,
      @Named(WebhookFactory.CLOCK) InstantSource clock) {
    this.endpoints = endpoints;
    this.events = events;
    this.deliveries = deliveries;
    this.secrets = secrets;
    this.hosts = hosts;
    this.configuration = configuration;
    this.clock = clock;
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  /** Made once for an id, however often that is asked for. */
  EndpointAnswer add(Caller caller, String id, EndpointBody asked) {
    String secret = secrets.next();
    URI url = asked.url().orElseThrow();
    check(url);
    var _ =
        endpoints.add(
            id,
            caller.project().value(),
            caller.mode().text(),
            url.toString(),
            asked.events().orElseThrow().toArray(String[]::new),
            asked.description().orElse(null),
            secrets.seal(id, secret),
            id,
            now());
    return withSecret(caller, id);
  }

  EndpointRow find(Caller caller, String id) {
    return endpoints.find(caller, id).orElseThrow(() -> new FailureException(Failure.notFound()));
  }

  List<EndpointRow> page(Caller caller, Optional<String> after, int most) {
    return endpoints.page(caller.project().value(), caller.mode().text(), after.orElse(null), most);
  }

  EndpointRow change(Caller caller, String id, EndpointBody asked) {
    var _ = find(caller, id);
    asked.url().ifPresent(this::check);
    var _ =
        endpoints.change(
            id,
            caller.project().value(),
            caller.mode().text(),
            asked.url().map(URI::toString).orElse(null),
            asked.events().map(all -> all.toArray(String[]::new)).orElse(null),
            asked.enabled().orElse(null),
            now());
    return find(caller, id);
  }

  void delete(Caller caller, String id) {
    if (endpoints.delete(id, caller.project().value(), caller.mode().text()) == 0) {
      throw new FailureException(Failure.notFound());
    }
  }

  /**
   * Another secret; the present one signs too for a while.
   *
   * @param rotation asked for again, the same is not made again
   */
  EndpointAnswer rotate(Caller caller, String id, String rotation) {
    var _ = find(caller, id);
    Instant now = now();
    var _ =
        endpoints.rotate(
            id,
            caller.project().value(),
            caller.mode().text(),
            secrets.seal(id, secrets.next()),
            rotation,
            now.plus(configuration.overlap()),
            now);
    return withSecret(caller, id);
  }

  /** As it is now, with its secret, for who made that. */
  EndpointAnswer withSecret(Caller caller, String id) {
    EndpointRow row = find(caller, id);
    @Nullable String secret = secrets.open(id, row.secret()).orElse(null);
    return EndpointAnswer.with(row, secret);
  }

  /** Tells an endpoint that it is heard, whatever it wants to hear of. */
  Deliveries.Row test(Caller caller, String id, EventId event) {
    if (!find(caller, id).enabled()) {
      throw new FailureException(
          Failure.refused(null, "This endpoint is disabled: enable it first, with PATCH."));
    }
    events.add(
        new WebhookEvent(
            event,
            EventType.TEST,
            now(),
            caller.project(),
            caller.mode(),
            Optional.empty(),
            Optional.empty(),
            Map.of("endpoint_id", id)),
        id);
    return deliveries
        .find(id, event.value())
        .orElseThrow(() -> new FailureException(Failure.notFound()));
  }

  List<Deliveries.Row> deliveries(Caller caller, String id, Optional<Long> before, int most) {
    var _ = find(caller, id);
    return deliveries.page(id, before.orElse(null), most);
  }

  private void check(URI url) {
    try {
      hosts.check(url);
      var _ =
          CompletableFuture.supplyAsync(
                  () -> isResolved(url), task -> Thread.ofVirtual().start(task))
              .get(LOOK_UP_MS, TimeUnit.MILLISECONDS);
    } catch (RefusedAddressException e) {
      throw refused(e.reason());
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RefusedAddressException refused) {
        throw refused(refused.reason());
      }
      throw new FailureException(
          Failure.refused("url", "The host of 'url' cannot be found now. Check it, or try again."));
    } catch (TimeoutException e) {
      throw new FailureException(Failure.unavailable());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FailureException(Failure.unavailable());
    }
  }

  private boolean isResolved(URI url) {
    try {
      return !hosts.resolve(url).isEmpty();
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("unknown host");
    }
  }

  private static FailureException refused(RefusedAddressException.Reason reason) {
    return switch (reason) {
      case NO_HOST, PORT -> Fields.wrong("url", "an address with a host and a port that can be");
      case NOT_HTTPS -> Fields.wrong("url", "an https address");
      case NOT_PUBLIC -> Fields.wrong("url", "of a host whose addresses are all public");
    };
  }
}
