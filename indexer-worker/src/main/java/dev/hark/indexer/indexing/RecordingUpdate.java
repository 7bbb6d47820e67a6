package dev.hark.indexer.indexing;

import dev.hark.indexer.event.RecordingEvent.Envelope;
import dev.hark.indexer.event.RecordingEvent.RecordingDetails;
import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.id.Ids.RecordingId;
import dev.hark.runtime.id.Ids.TranscriptionId;
import org.jspecify.annotations.Nullable;

/**
 * What an event without words changes.
 *
 * @param kind what happened; orders events of the same instant
 * @param endUser the owner; null when the event does not say
 * @param details null when the event says nothing of them
 * @param transcription null when the event says nothing of it
 */
public record RecordingUpdate(
    Kind kind,
    Envelope envelope,
    RecordingId recording,
    @Nullable EndUserId endUser,
    @Nullable RecordingDetails details,
    @Nullable TranscriptionState transcription) {

  /** What happened. */
  public enum Kind {
    CREATED,
    UPDATED,
    TRANSCRIPTION_STARTED,
    TRANSCRIPTION_FAILED
  }

  /** The state of a transcription that has no words (yet). */
  public sealed interface TranscriptionState {
    /** It is running. */
    record Processing(TranscriptionId transcription) implements TranscriptionState {}

    /**
     * It has failed.
     *
     * @param transcription null when an unacceptable event did not name it
     */
    record Failed(@Nullable TranscriptionId transcription, String code, String message)
        implements TranscriptionState {}
  }
}
