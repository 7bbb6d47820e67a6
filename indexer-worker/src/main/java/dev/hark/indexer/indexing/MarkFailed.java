package dev.hark.indexer.indexing;

import dev.hark.indexer.event.EventType;
import dev.hark.indexer.event.RecordingEvent.Envelope;
import dev.hark.indexer.event.Subject;
import dev.hark.indexer.event.UnacceptableEventException.Problem;
import dev.hark.indexer.indexing.RecordingUpdate.TranscriptionState;
import dev.hark.runtime.id.Ids.EventId;
import dev.hark.runtime.id.Ids.ProjectId;
import dev.hark.runtime.id.Ids.RecordingId;
import dev.hark.runtime.id.Ids.TranscriptionId;
import dev.hark.runtime.id.Mode;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lets a recording show that an event about it can never work. */
public final class MarkFailed {
  private final RecordingIndex index;

  public MarkFailed(RecordingIndex index) {
    this.index = index;
  }

  /**
   * Marks the recording if the event is one that fails its recording and says whose it is. The
   * owner goes along if the event names one, so that it cannot touch somebody else's recording.
   * {@link Result.Rejected} means that the index does not take the mark, and never will, {@link
   * Result.Deleted} that there is nothing to mark.
   */
  public Result mark(Subject subject, Problem problem) {
    return envelope(subject)
        .map(envelope -> mark(envelope, subject, problem))
        .orElseGet(Result.Deleted::new);
  }

  private Result mark(Envelope envelope, Subject subject, Problem problem) {
    RecordingId recording = subject.recording();
    if (recording == null) {
      return new Result.Deleted();
    }
    Result marked = mark(envelope, recording, subject, subject.transcription(), problem);
    // One whose id is another recording's is left unnamed.
    return marked instanceof Result.Rejected && subject.transcription() != null
        ? mark(envelope, recording, subject, null, problem)
        : marked;
  }

  private Result mark(
      Envelope envelope,
      RecordingId recording,
      Subject subject,
      @Nullable TranscriptionId transcription,
      Problem problem) {
    return index.update(
        new RecordingUpdate(
            RecordingUpdate.Kind.TRANSCRIPTION_FAILED,
            envelope,
            recording,
            subject.endUser(),
            null,
            new TranscriptionState.Failed(
                transcription, problem.code().wireName(), problem.message())));
  }

  private static Optional<Envelope> envelope(Subject subject) {
    EventType type = subject.type();
    Instant createdAt = subject.createdAt();
    ProjectId project = subject.project();
    Mode mode = subject.mode();
    if (type == null || createdAt == null || project == null || mode == null) {
      return Optional.empty();
    }
    return type.failsItsRecording()
        ? Optional.of(new Envelope(id(subject.id(), createdAt), createdAt, project, mode))
        : Optional.empty();
  }

  /** An event without an id of its own still needs one, the same each time it comes. */
  private static EventId id(@Nullable EventId id, Instant createdAt) {
    return id != null ? id : new EventId("evt_unnamed" + Math.abs(createdAt.toEpochMilli()));
  }
}
