package dev.hark.gateway.webhook;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.hark.proto.event.v1.EventMode;
import dev.hark.proto.event.v1.OutcomeState;
import dev.hark.proto.event.v1.RecordingOutcome;
import dev.hark.runtime.fault.Faults;
import dev.hark.runtime.id.Ids;
import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.id.Ids.EventId;
import dev.hark.runtime.id.Ids.ProjectId;
import dev.hark.runtime.id.Ids.RecordingId;
import dev.hark.runtime.id.Mode;
import dev.hark.runtime.rpc.RpcTime;
import io.micronaut.configuration.kafka.annotation.ErrorStrategy;
import io.micronaut.configuration.kafka.annotation.ErrorStrategyValue;
import io.micronaut.configuration.kafka.annotation.KafkaListener;
import io.micronaut.configuration.kafka.annotation.OffsetReset;
import io.micronaut.configuration.kafka.annotation.OffsetStrategy;
import io.micronaut.configuration.kafka.annotation.Topic;
import io.micronaut.context.annotation.Requires;
import io.micronaut.messaging.annotation.MessageBody;
import java.time.DateTimeException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Hears what became of recordings, one gateway for all. An offset is committed when the event is in
 * PostgreSQL; what comes again has the same id, and is there once.
 */
@Requires(property = "hark.webhooks.secret-key", pattern = ".+")
@KafkaListener(
    groupId = "${hark.webhooks.group}",
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
  private final WebhookEvents events;
  private final Faults faults;

  OutcomeListener(WebhookEvents events, Faults faults) {
    this.events = events;
    this.faults = faults;
  }

  @Topic("${hark.webhooks.outcomes-topic}")
  void hear(@MessageBody byte[] message) {
    read(message).ifPresent(events::add);
  }

  /** Empty for what no worker sends, and what a later one may: it would never be understood. */
  private Optional<WebhookEvent> read(byte[] message) {
    try {
      RecordingOutcome outcome = RecordingOutcome.parseFrom(message);
      return type(outcome.getState()).map(type -> event(outcome, type));
    } catch (InvalidProtocolBufferException | IllegalArgumentException | DateTimeException e) {
      faults.found("reading an outcome", e);
      return Optional.empty();
    }
  }

  private static Optional<EventType> type(OutcomeState state) {
    return switch (state) {
      case OUTCOME_STATE_INDEXED -> Optional.of(EventType.RECORDING_INDEXED);
      case OUTCOME_STATE_FAILED -> Optional.of(EventType.RECORDING_FAILED);
      case OUTCOME_STATE_UNSPECIFIED, UNRECOGNIZED -> Optional.empty();
    };
  }

  private static WebhookEvent event(RecordingOutcome outcome, EventType type) {
    RecordingId recording = new RecordingId(outcome.getRecordingId());
    Map<String, String> data = new LinkedHashMap<>();
    data.put("recording_id", recording.value());
    put(data, "transcription_id", outcome.getTranscriptionId());
    put(data, "end_user_id", outcome.getEndUserId());
    data.put("status", type == EventType.RECORDING_INDEXED ? "completed" : "failed");
    return new WebhookEvent(
        new EventId(outcome.getId()),
        type,
        RpcTime.of(outcome.getCreatedAt()),
        new ProjectId(outcome.getProjectId()),
        outcome.getMode() == EventMode.EVENT_MODE_TEST ? Mode.TEST : Mode.LIVE,
        Ids.parse(EndUserId::new, outcome.getEndUserId()),
        Optional.of(recording),
        data);
  }

  private static void put(Map<String, String> data, String name, String value) {
    if (!value.isEmpty()) {
      data.put(name, value);
    }
  }
}
