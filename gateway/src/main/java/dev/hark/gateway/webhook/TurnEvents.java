package dev.hark.gateway.webhook;

import dev.hark.gateway.error.FailureException;
import dev.hark.gateway.rpc.TurnReader;
import dev.hark.proto.ask.v1.AskFailure;
import dev.hark.proto.ask.v1.Completed;
import dev.hark.proto.ask.v1.Started;
import dev.hark.runtime.id.Caller;
import dev.hark.runtime.id.IdGenerator;
import dev.hark.runtime.id.Ids;
import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.id.Ids.EventId;
import dev.hark.runtime.rpc.RpcTime;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells how turns ended: beside the answer, which does not wait for it. */
@Singleton
public final class TurnEvents {
  private static final Logger log = LoggerFactory.getLogger(TurnEvents.class);

  /** While PostgreSQL is away for a moment; who stays away longer misses the event. */
  private static final List<Duration> RETRIES =
      List.of(Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(30));

  private final WebhookEvents events;
  private final WebhookConfiguration configuration;
  private final InstantSource clock;
  private final IdGenerator ids;

  TurnEvents(
      WebhookEvents events,
      WebhookConfiguration configuration,
      @Named(WebhookFactory.CLOCK) InstantSource clock,
      IdGenerator ids) {
    this.events = events;
    this.configuration = configuration;
    this.clock = clock;
    this.ids = ids;
  }

  /** Hears how one ends. */
  public TurnReader.Ending of(Caller caller) {
    return new TurnReader.Ending() {
      @Override
      public void completed(Completed completed) {
        note(() -> TurnEvents.completed(caller, completed));
      }

      @Override
      public void failed(Started started, AskFailure failure) {
        note(() -> TurnEvents.this.failed(caller, started, failure));
      }
    };
  }

  private interface Making {
    WebhookEvent event();
  }

  private void note(Making making) {
    if (configuration.key().isPresent()) {
      Thread.ofVirtual().name("turn-event").start(() -> note(making.event()));
    }
  }

  private void note(WebhookEvent event) {
    for (Duration wait : RETRIES) {
      try {
        events.add(event);
        return;
      } catch (FailureException e) {
        try {
          // PostgreSQL is away, and does not tell when it is back.
          Thread.sleep(wait);
        } catch (InterruptedException interrupted) {
          return;
        }
      }
    }
    log.warn("nobody is told of {}: PostgreSQL is away", event.id());
  }

  /** An answer that is told again, as its request came again, is the same event. */
  private static WebhookEvent completed(Caller caller, Completed completed) {
    String message = completed.getMessage().getMessageId();
    Instant at = RpcTime.of(completed.getMessage().getCreatedAt());
    Map<String, String> data = new LinkedHashMap<>();
    data.put("session_id", completed.getSessionId());
    data.put("message_id", message);
    data.put("end_user_id", completed.getEndUserId());
    data.put("status", "completed");
    return event(
        caller,
        EventId.derived(at, List.of(caller.project().value(), caller.mode().text(), message)),
        EventType.ASK_MESSAGE_COMPLETED,
        at,
        completed.getEndUserId(),
        data);
  }

  /** Each attempt at an answer that fails is an event of its own. */
  private WebhookEvent failed(Caller caller, Started started, AskFailure failure) {
    Map<String, String> data = new LinkedHashMap<>();
    data.put("session_id", started.getSessionId());
    data.put("message_id", started.getUserMessageId());
    if (!started.getEndUserId().isEmpty()) {
      data.put("end_user_id", started.getEndUserId());
    }
    data.put("status", "failed");
    data.put(
        "reason",
        failure.getReason().name().replace("FAILURE_REASON_", "").toLowerCase(Locale.ROOT));
    return event(
        caller,
        new EventId(ids.next("evt_")),
        EventType.ASK_MESSAGE_FAILED,
        clock.instant(),
        started.getEndUserId(),
        data);
  }

  private static WebhookEvent event(
      Caller caller,
      EventId id,
      EventType type,
      Instant at,
      String endUser,
      Map<String, String> data) {
    return new WebhookEvent(
        id,
        type,
        at,
        caller.project(),
        caller.mode(),
        Ids.parse(EndUserId::new, endUser).or(caller::boundTo),
        Optional.empty(),
        data);
  }
}
