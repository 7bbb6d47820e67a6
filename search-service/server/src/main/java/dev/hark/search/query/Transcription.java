package dev.hark.search.query;

import dev.hark.search.index.ActiveTranscript;
import dev.hark.search.index.RecordingId;
import dev.hark.search.index.RecordingState;
import dev.hark.search.index.Register;
import dev.hark.search.index.TranscriptionId;
import dev.hark.search.index.TranscriptionStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A transcription, without its words.
 *
 * @param createdAt {@code created_at} of the first event about it
 * @param completedAt {@code created_at} of the event that brought its words; null before
 */
public record Transcription(
    TranscriptionId id,
    RecordingId recording,
    TranscriptionStatus status,
    @Nullable String language,
    @Nullable String provider,
    @Nullable Duration duration,
    Instant createdAt,
    @Nullable Instant completedAt) {
  /** The one that a recording is served from. */
  static Transcription served(RecordingState state, ActiveTranscript active) {
    TranscriptionId id = active.transcription();
    return new Transcription(
        id,
        state.key().recording(),
        TranscriptionStatus.COMPLETED,
        active.language(),
        active.provider(),
        active.duration() == null
            ? Register.valueOf(state.details().duration())
            : active.duration(),
        state.transcriptions().firstHeard().getOrDefault(id, active.completedAt()),
        active.completedAt());
  }

  /** The latest one of a recording, which has no words yet. */
  static Optional<Transcription> awaited(RecordingState state) {
    Register<TranscriptionId> named = state.transcriptions().named();
    if (named == null) {
      return Optional.empty();
    }
    TranscriptionId id = named.value();
    return Optional.of(
        new Transcription(
            id,
            state.key().recording(),
            state.status(),
            null,
            null,
            null,
            state.transcriptions().firstHeard().getOrDefault(id, named.stamp().at()),
            null));
  }
}
