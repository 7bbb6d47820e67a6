package dev.hark.search.index;

import dev.hark.search.index.Change.TranscriptionNews;
import dev.hark.search.index.Ids.TranscriptionId;
import dev.hark.search.index.Stamp.Register;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The transcription aspect of a recording.
 *
 * @param named the latest transcription that an event named
 * @param news what the latest event about a transcription said
 * @param active what is searchable; outlives a newer transcription that is running or has failed
 * @param firstHeard {@code created_at} of the first event about each transcription
 */
public record TranscriptionRegisters(
    @Nullable Register<TranscriptionId> named,
    @Nullable Register<State> news,
    @Nullable Register<ActiveTranscript> active,
    Map<TranscriptionId, Instant> firstHeard) {
  static final TranscriptionRegisters EMPTY =
      new TranscriptionRegisters(null, null, null, Map.of());

  /** How the latest transcription is doing. */
  public record State(
      TranscriptionStatus status, @Nullable String errorCode, @Nullable String errorMessage) {}

  public TranscriptionRegisters {
    firstHeard = Map.copyOf(firstHeard);
  }

  TranscriptionRegisters with(TranscriptionNews said, Stamp stamp) {
    State state = new State(said.status(), said.errorCode(), said.errorMessage());
    return new TranscriptionRegisters(
        Register.latest(named, Register.ofNullable(said.transcription(), stamp)),
        Register.latest(news, new Register<>(state, stamp)),
        active,
        heard(said.transcription(), stamp.at()));
  }

  TranscriptionRegisters with(ActiveTranscript said, Stamp stamp) {
    State state = new State(TranscriptionStatus.COMPLETED, null, null);
    return new TranscriptionRegisters(
        Register.latest(named, new Register<>(said.transcription(), stamp)),
        Register.latest(news, new Register<>(state, stamp)),
        Register.latest(active, new Register<>(said, stamp)),
        heard(said.transcription(), stamp.at()));
  }

  private Map<TranscriptionId, Instant> heard(@Nullable TranscriptionId id, Instant at) {
    if (id == null) {
      return firstHeard;
    }
    Map<TranscriptionId, Instant> heard =
        new TreeMap<>(Comparator.comparing(TranscriptionId::value));
    heard.putAll(firstHeard);
    heard.merge(id, at, (a, b) -> a.isBefore(b) ? a : b);
    return heard;
  }

  /**
   * The transcript that searches and look-ups are served from.
   *
   * @param duration as its event said it
   * @param end of its last segment; null for what earlier releases wrote
   * @param completedAt {@code created_at} of the event that brought it
   * @param indexedAt when it became visible
   */
  public record ActiveTranscript(
      TranscriptionId transcription,
      Generation generation,
      int chunks,
      @Nullable String language,
      @Nullable String provider,
      @Nullable Duration duration,
      @Nullable Duration end,
      Instant completedAt,
      Instant indexedAt) {
    /** As its event said it, else as far as its words go; null when neither is known. */
    public @Nullable Duration length() {
      return duration == null ? end : duration;
    }
  }

  /** How far the newest transcription of a recording is. */
  public enum TranscriptionStatus {
    /** No event named a transcription yet. */
    PENDING,
    PROCESSING,
    COMPLETED,
    /** The transcription system failed, or its result could not be indexed. */
    FAILED
  }
}
