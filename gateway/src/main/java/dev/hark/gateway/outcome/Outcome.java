package dev.hark.gateway.outcome;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.hark.gateway.webhook.EventType;
import dev.hark.gateway.webhook.WebhookEvent;
import dev.hark.proto.event.v1.EventMode;
import dev.hark.proto.event.v1.OutcomeState;
import dev.hark.proto.event.v1.RecordingOutcome;
import dev.hark.runtime.id.Ids;
import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.id.Ids.EventId;
import dev.hark.runtime.id.Ids.ProjectId;
import dev.hark.runtime.id.Ids.RecordingId;
import dev.hark.runtime.id.Mode;
import dev.hark.runtime.rpc.RpcTime;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What became of a recording or an end user.
 *
 * @param id the same each time that it is told
 * @param transcription empty where none was named
 */
record Outcome(
    EventId id,
    Instant at,
    ProjectId project,
    Mode mode,
    Optional<RecordingId> recording,
    String transcription,
    Optional<EndUserId> endUser,
    OutcomeState state) {

  /**
   * Reads what a worker sent.
   *
   * @throws IllegalArgumentException, java.time.DateTimeException when no worker sends such
   */
  static Outcome of(byte[] message) throws InvalidProtocolBufferException {
    RecordingOutcome sent = RecordingOutcome.parseFrom(message);
    return new Outcome(
        new EventId(sent.getId()),
        RpcTime.of(sent.getCreatedAt()),
        new ProjectId(sent.getProjectId()),
        sent.getMode() == EventMode.EVENT_MODE_TEST ? Mode.TEST : Mode.LIVE,
        Ids.parse(RecordingId::new, sent.getRecordingId()),
        sent.getTranscriptionId(),
        Ids.parse(EndUserId::new, sent.getEndUserId()),
        sent.getState());
  }

  Outcome {
    if (recording.isEmpty() && (endUser.isEmpty() || state != OutcomeState.OUTCOME_STATE_DELETED)) {
      throw new IllegalArgumentException("names neither a recording nor who was deleted");
    }
  }

  /** Of what, when something was deleted. */
  EventType deletion() {
    return recording.isPresent() ? EventType.RECORDING_DELETED : EventType.END_USER_DELETED;
  }

  /** What webhooks tell of it. */
  WebhookEvent event(EventType type, String status) {
    Map<String, String> data = new LinkedHashMap<>();
    recording.ifPresent(id -> data.put("recording_id", id.value()));
    if (!transcription.isEmpty()) {
      data.put("transcription_id", transcription);
    }
    endUser.ifPresent(id -> data.put("end_user_id", id.value()));
    data.put("status", status);
    return new WebhookEvent(id, type, at, project, mode, endUser, recording, data);
  }
}
