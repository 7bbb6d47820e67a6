package dev.hark.gateway.outcome;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.hark.gateway.enduser.SeenEndUsers;
import dev.hark.gateway.erasure.HeardDeletions;
import dev.hark.gateway.webhook.EventType;
import dev.hark.gateway.webhook.WebhookEvents;
import dev.hark.runtime.fault.Faults;
import io.micronaut.configuration.kafka.annotation.ErrorStrategy;
import io.micronaut.configuration.kafka.annotation.ErrorStrategyValue;
import io.micronaut.configuration.kafka.annotation.KafkaListener;
import io.micronaut.configuration.kafka.annotation.OffsetReset;
import io.micronaut.configuration.kafka.annotation.OffsetStrategy;
import io.micronaut.configuration.kafka.annotation.Topic;
import io.micronaut.context.annotation.Requires;
import io.micronaut.messaging.annotation.MessageBody;
import java.time.DateTimeException;
import java.util.Optional;

/**
 * Hears what became of recordings and end users, one gateway for all: lists have the owners, what
 * is deleted is kept no more, who wants to hear is told. An offset is committed when all of it is
 * in PostgreSQL; what comes again changes nothing.
 */
@Requires(property = "hark.outcomes.topic", pattern = ".+")
@KafkaListener(
    groupId = "${hark.outcomes.group}",
    clientId = "outcomes",
    offsetReset = OffsetReset.EARLIEST,
    offsetStrategy = OffsetStrategy.SYNC_PER_RECORD,
    // While PostgreSQL is away, for as long as that may be: nothing is passed over.
    errorStrategy =
        @ErrorStrategy(
            value = ErrorStrategyValue.RETRY_ON_ERROR,
            retryDelay = "1s",
            retryCount = Integer.MAX_VALUE))
final class OutcomeListener {
  private final SeenEndUsers endUsers;
  private final HeardDeletions deletions;
  private final WebhookEvents events;
  private final Faults faults;

  OutcomeListener(
      SeenEndUsers endUsers, HeardDeletions deletions, WebhookEvents events, Faults faults) {
    this.endUsers = endUsers;
    this.deletions = deletions;
    this.events = events;
    this.faults = faults;
  }

  @Topic("${hark.outcomes.topic}")
  void hear(@MessageBody byte[] message) {
    read(message).ifPresent(this::take);
  }

  /** Empty for what no worker sends: it would never be understood. */
  private Optional<Outcome> read(byte[] message) {
    try {
      return Optional.of(Outcome.of(message));
    } catch (InvalidProtocolBufferException | IllegalArgumentException | DateTimeException e) {
      faults.found("reading an outcome", e);
      return Optional.empty();
    }
  }

  private void take(Outcome outcome) {
    switch (outcome.state()) {
      case OUTCOME_STATE_CREATED -> note(outcome);
      case OUTCOME_STATE_INDEXED -> {
        note(outcome);
        events.add(outcome.event(EventType.RECORDING_INDEXED, "completed"));
      }
      case OUTCOME_STATE_FAILED -> {
        note(outcome);
        events.add(outcome.event(EventType.RECORDING_FAILED, "failed"));
      }
      case OUTCOME_STATE_DELETED -> deletions.hear(outcome.event(outcome.deletion(), "deleted"));
      case OUTCOME_STATE_UNSPECIFIED, UNRECOGNIZED -> {
        // What a later worker may tell says nothing here.
      }
    }
  }

  private void note(Outcome outcome) {
    outcome.endUser().ifPresent(owner -> endUsers.note(outcome.project(), outcome.mode(), owner));
  }
}
