package dev.hark.gateway.webhook;

import dev.hark.gateway.error.FailureException;
import dev.hark.gateway.webhook.Deliveries.Due;
import dev.hark.gateway.webhook.Receivers.Answer;
import dev.hark.runtime.fault.Faults;
import dev.hark.runtime.schema.SchemaStartup;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what is due, as every gateway does: each delivery is left to the one that took it up, for
 * the time of a lease. Of one endpoint some are under way at a time, fewer of one that fails, so
 * that one that hangs holds up no other.
 */
@Singleton
final class DueDeliveries {
  private static final Logger log = LoggerFactory.getLogger(DueDeliveries.class);

  private final Deliveries deliveries;
  private final WebhookEvents events;
  private final Receivers receivers;
  private final Secrets secrets;
  private final WebhookConfiguration configuration;
  private final InstantSource clock;
  private final SchemaStartup schema;
  private final Faults faults;

  /** How many are under way to whom. */
  private final Map<String, Integer> underWay = new ConcurrentHashMap<>();

  private final Semaphore ended = new Semaphore(0);
  private volatile boolean stopped;

  DueDeliveries(
      Deliveries deliveries,
      WebhookEvents events,
      Receivers receivers,
      Secrets secrets,
      WebhookConfiguration configuration,
      @Named(WebhookFactory.CLOCK) InstantSource clock,
      SchemaStartup schema,
      Faults faults) {
    this.deliveries = deliveries;
    this.events = events;
    this.receivers = receivers;
    this.secrets = secrets;
    this.configuration = configuration;
    this.clock = clock;
    this.schema = schema;
    this.faults = faults;
  }

  /** Without the key by which secrets are kept nothing can be signed. */
  @EventListener
  void onStartup(ServerStartupEvent event) {
    if (configuration.key().isPresent()) {
      Thread.ofVirtual().name("webhooks").start(this::run);
    }
  }

  private void run() {
    while (!stopped) {
      try {
        if (!schema.isDone() || takeUp() == 0) {
          // Whoever ends makes room for another.
          var _ = ended.tryAcquire(configuration.check().toMillis(), TimeUnit.MILLISECONDS);
          ended.drainPermits();
        }
      } catch (FailureException e) {
        log.debug("PostgreSQL is away, webhooks wait");
        pause();
      } catch (RuntimeException e) {
        faults.found("taking up webhooks", e);
        pause();
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void pause() {
    try {
      // What is due is a matter of time, and another gateway may have noted it: nobody tells.
      Thread.sleep(configuration.check());
    } catch (InterruptedException e) {
      stopped = true;
    }
  }

  private int takeUp() {
    int room = configuration.atOnce() - underWay.values().stream().mapToInt(i -> i).sum();
    if (room <= 0) {
      return 0;
    }
    Instant now = clock.instant();
    Map<String, Integer> busy = Map.copyOf(underWay);
    List<Due> due =
        deliveries.takeDue(
            busy.keySet().toArray(String[]::new),
            busy.values().toArray(Integer[]::new),
            now,
            now.plus(configuration.lease()),
            configuration.eachEndpoint(),
            configuration.eachFailing(),
            room);
    for (Due one : due) {
      underWay.merge(one.endpointId(), 1, Integer::sum);
      Thread.ofVirtual().name("webhook").start(() -> deliver(one));
    }
    return due.size();
  }

  private void deliver(Due due) {
    try {
      note(due, send(due));
    } catch (FailureException e) {
      // Sent again when the lease has run out.
      log.warn("what came of {} could not be noted", due.eventId());
    } catch (RuntimeException e) {
      faults.found("the delivery of " + due.eventId(), e);
    } finally {
      underWay.computeIfPresent(due.endpointId(), (_, many) -> many == 1 ? null : many - 1);
      ended.release();
    }
  }

  private Answer send(Due due) {
    Instant now = clock.instant();
    List<String> keys = new ArrayList<>();
    secrets.open(due.endpointId(), due.secret()).ifPresent(keys::add);
    if (keys.isEmpty()) {
      log.error("the secret of {} was kept by another HARK_WEBHOOK_SECRET_KEY", due.endpointId());
      return new Answer.NotHeard(OptionalInt.empty(), "secret_unreadable");
    }
    Instant until = due.previousUntil();
    Optional.ofNullable(due.previousSecret())
        .filter(_ -> until != null && now.isBefore(until))
        .flatMap(previous -> secrets.open(due.endpointId(), previous))
        .ifPresent(keys::add);
    return receivers.send(
        URI.create(due.url()),
        Signatures.headers(keys, configuration.headerPrefix(), due.eventId(), now, due.body()),
        due.body());
  }

  private void note(Due due, Answer answer) {
    Instant now = clock.instant();
    switch (answer) {
      case Answer.Heard heard -> {
        var _ = deliveries.delivered(due.seq(), heard.code(), now);
      }
      case Answer.NotHeard _ when stopped -> log.debug("{} is left to others", due.eventId());
      case Answer.NotHeard not -> {
        var _ =
            deliveries.failed(
                due.seq(),
                not.code().isPresent() ? not.code().getAsInt() : null,
                not.error(),
                now,
                due.attempts() < configuration.retries().size()
                    ? now.plus(configuration.retries().get(due.attempts()))
                    : null,
                now.minus(configuration.patience()));
      }
    }
  }

  @Scheduled(fixedDelay = "10m", initialDelay = "1m")
  void sweep() {
    try {
      if (schema.isDone()) {
        events.forgetOlder(configuration.keep());
      }
    } catch (FailureException e) {
      log.debug("PostgreSQL is away, old webhooks stay");
    }
  }

  /** What is under way is left to the other gateways, or to the next start. */
  @PreDestroy
  void stop() {
    stopped = true;
    ended.release();
  }
}
