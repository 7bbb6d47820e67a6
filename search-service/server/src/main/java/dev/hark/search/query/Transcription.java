package dev.hark.search.query;

import dev.hark.runtime.id.Ids.RecordingId;
import dev.hark.runtime.id.Ids.TranscriptionId;
import dev.hark.search.index.RecordingState;
import dev.hark.search.index.RecordingState.ActiveTranscript;
import dev.hark.search.index.RecordingState.TranscriptionRegisters;
import dev.hark.search.index.RecordingState.TranscriptionStatus;
import dev.hark.search.index.Stamp.Register;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A transcription, without its words.
 *
 * @param createdAt {@code created_at} of the first event about it
 * @param completedAt {@code created_at} of the event that brought its words; null before
 * @param updatedAt {@code created_at} of the latest event about it
 * @param errorCode why it failed; null unless it did
 */
public record Transcription(
    TranscriptionId id,
    RecordingId recording,
    TranscriptionStatus status,
    @Nullable String language,
    @Nullable String provider,
    @Nullable Duration duration,
    Instant createdAt,
    @Nullable Instant completedAt,
    Instant updatedAt,
    @Nullable String errorCode,
    @Nullable String errorMessage) {
  /** The one that a recording's status speaks of. */
  static Optional<Transcription> latest(RecordingState state) {
    return state
        .active()
        .filter(active -> state.status() == TranscriptionStatus.COMPLETED)
        .map(active -> served(state, active))
        .or(() -> awaited(state));
  }

  /** The one that a recording is served from. */
  static Transcription served(RecordingState state, ActiveTranscript active) {
    TranscriptionId id = active.transcription();
    return new Transcription(
        id,
        state.key().recording(),
        TranscriptionStatus.COMPLETED,
        active.language(),
        active.provider(),
        active.duration() == null ? state.duration() : active.duration(),
        state.transcriptions().firstHeard().getOrDefault(id, active.completedAt()),
        active.completedAt(),
        active.completedAt(),
        null,
        null);
  }

  /** The latest one of a recording, which has no words yet. */
  static Optional<Transcription> awaited(RecordingState state) {
    Register<TranscriptionId> named = state.transcriptions().named();
    if (named == null) {
      return Optional.empty();
    }
    TranscriptionId id = named.value();
    Register<TranscriptionRegisters.State> news = state.transcriptions().news();
    return Optional.of(
        new Transcription(
            id,
            state.key().recording(),
            state.latestStatus(),
            null,
            null,
            null,
            state.transcriptions().firstHeard().getOrDefault(id, named.stamp().at()),
            null,
            news == null ? named.stamp().at() : news.stamp().at(),
            news == null ? null : news.value().errorCode(),
            news == null ? null : news.value().errorMessage()));
  }
}
