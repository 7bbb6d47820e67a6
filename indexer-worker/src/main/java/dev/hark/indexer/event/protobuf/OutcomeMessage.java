package dev.hark.indexer.event.protobuf;

import dev.hark.indexer.event.EventType;
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

  /** The recording is known. */
  public static Optional<byte[]> created(Subject subject) {
    return of(subject, OutcomeState.OUTCOME_STATE_CREATED);
  }

  /** The recording, or the end user, is deleted. */
  public static Optional<byte[]> deleted(Subject subject) {
    return of(subject, OutcomeState.OUTCOME_STATE_DELETED);
  }

  /** The transcription has failed, or the event can never work. */
  public static Optional<byte[]> failed(Subject subject) {
    return of(subject, OutcomeState.OUTCOME_STATE_FAILED);
  }

  /** Empty when the subject does not say what it is about, in which project, and when. */
  private static Optional<byte[]> of(Subject subject, OutcomeState state) {
    Instant at = subject.createdAt();
    ProjectId project = subject.project();
    Mode mode = subject.mode();
    Optional<String> about = about(subject);
    if (at == null || project == null || mode == null || about.isEmpty()) {
      return Optional.empty();
    }
    RecordingId recording = subject.recording();
    TranscriptionId named = subject.transcription();
    String transcription = named == null ? "" : named.value();
    EndUserId owner = subject.endUser();
    EventId id =
        EventId.derived(
            at, List.of(project.value(), mode.text(), about.get(), transcription, state.name()));
    return Optional.of(
        RecordingOutcome.newBuilder()
            .setId(id.value())
            .setCreatedAt(RpcTime.of(at))
            .setProjectId(project.value())
            .setMode(mode == Mode.LIVE ? EventMode.EVENT_MODE_LIVE : EventMode.EVENT_MODE_TEST)
            .setRecordingId(recording == null ? "" : recording.value())
            .setTranscriptionId(transcription)
            .setEndUserId(owner == null ? "" : owner.value())
            .setState(state)
            .build()
            .toByteArray());
  }

  /** The id of the recording, or of the end user where it is about one alone. */
  public static Optional<String> about(Subject subject) {
    RecordingId recording = subject.recording();
    if (recording != null) {
      return Optional.of(recording.value());
    }
    return subject.type() == EventType.END_USER_DELETED
        ? Optional.ofNullable(subject.endUser()).map(EndUserId::value)
        : Optional.empty();
  }
}
