package dev.hark.indexer.event.protobuf;

import dev.hark.indexer.event.Subject;
import dev.hark.proto.event.v1.EventMode;
import dev.hark.proto.event.v1.OutcomeState;
import dev.hark.proto.event.v1.RecordingOutcome;
import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.id.Ids.EventId;
import dev.hark.runtime.id.Ids.ProjectId;
import dev.hark.runtime.id.Ids.RecordingId;
import dev.hark.runtime.id.Ids.TranscriptionId;
import dev.hark.runtime.id.Mode;
import dev.hark.runtime.rpc.RpcTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What came of an event, as it is told. */
public final class OutcomeMessage {
  private OutcomeMessage() {}

  /** The transcript is searchable. */
  public static Optional<byte[]> indexed(Subject subject) {
    return of(subject, OutcomeState.OUTCOME_STATE_INDEXED);
  }

  /** The transcription has failed, or the event can never work. */
  public static Optional<byte[]> failed(Subject subject) {
    return of(subject, OutcomeState.OUTCOME_STATE_FAILED);
  }

  /** Empty when the subject does not say whose recording it is, and when. */
  private static Optional<byte[]> of(Subject subject, OutcomeState state) {
    Instant at = subject.createdAt();
    ProjectId project = subject.project();
    Mode mode = subject.mode();
    RecordingId recording = subject.recording();
    if (at == null || project == null || mode == null || recording == null) {
      return Optional.empty();
    }
    TranscriptionId named = subject.transcription();
    String transcription = named == null ? "" : named.value();
    EndUserId owner = subject.endUser();
    EventId id =
        EventId.derived(
            at,
            List.of(project.value(), mode.text(), recording.value(), transcription, state.name()));
    return Optional.of(
        RecordingOutcome.newBuilder()
            .setId(id.value())
            .setCreatedAt(RpcTime.of(at))
            .setProjectId(project.value())
            .setMode(mode == Mode.LIVE ? EventMode.EVENT_MODE_LIVE : EventMode.EVENT_MODE_TEST)
            .setRecordingId(recording.value())
            .setTranscriptionId(transcription)
            .setEndUserId(owner == null ? "" : owner.value())
            .setState(state)
            .build()
            .toByteArray());
  }
}
