package dev.hark.search.index;

import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.id.Ids.TranscriptionId;
import dev.hark.search.index.Change.TranscriptionNews;
import dev.hark.search.index.Project.RecordingKey;
import dev.hark.search.index.Project.Tenant;
import dev.hark.search.index.Stamp.Register;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that the events so far have said of a recording. Whatever their order and however often they
 * come, the state ends the same, but for the owner, whom the first event to name one fixes.
 *
 * @param createdAt {@code created_at} of the earliest event
 * @param deletedAt set on a tombstone, which holds nothing else and never changes again
 */
public record RecordingState(
    RecordingKey key,
    @Nullable EndUserId owner,
    DetailRegisters details,
    TranscriptionRegisters transcriptions,
    Instant createdAt,
    @Nullable Instant deletedAt) {

  /** A recording that nothing but this stamp's event is known of. */
  public static RecordingState unknown(RecordingKey key, Stamp stamp) {
    return new RecordingState(
        key, null, DetailRegisters.EMPTY, TranscriptionRegisters.EMPTY, stamp.at(), null);
  }

  /** What is left of a recording that was deleted. */
  public static RecordingState tombstone(RecordingKey key, Instant deletedAt) {
    return new RecordingState(
        key, null, DetailRegisters.EMPTY, TranscriptionRegisters.EMPTY, deletedAt, deletedAt);
  }

  public boolean deleted() {
    return deletedAt != null;
  }

  /** The searchable transcript, if there is one. */
  public Optional<ActiveTranscript> active() {
    return Optional.ofNullable(Register.valueOf(transcriptions.active()));
  }

  /** Whose data this is, once known. */
  public Optional<Tenant> tenant() {
    return Optional.ofNullable(owner).map(user -> new Tenant(key.project(), user));
  }

  /** How long it is: as an event said it, else as far as its searchable transcript goes. */
  public @Nullable Duration duration() {
    Duration said = Register.valueOf(details.duration());
    return said == null ? active().map(ActiveTranscript::length).orElse(null) : said;
  }

  /** When something of it changed last. */
  public Instant updatedAt() {
    return Stream.of(
            Stream.of(createdAt),
            details.all().filter(Objects::nonNull).map(register -> register.stamp().at()),
            Stream.of(transcriptions.named(), transcriptions.news(), transcriptions.active())
                .filter(Objects::nonNull)
                .map(register -> register.stamp().at()),
            active().map(ActiveTranscript::indexedAt).stream())
        .flatMap(times -> times)
        .max(Comparator.naturalOrder())
        .orElse(createdAt);
  }

  /** Completed once there is a searchable transcript, but while a newer one is awaited. */
  public TranscriptionStatus status() {
    TranscriptionStatus latest = latestStatus();
    return latest == TranscriptionStatus.FAILED && active().isPresent()
        ? TranscriptionStatus.COMPLETED
        : latest;
  }

  /** State of the latest transcription, which may have failed without the one before. */
  public TranscriptionStatus latestStatus() {
    var news = transcriptions.news();
    return news == null ? TranscriptionStatus.PENDING : news.value().status();
  }

  /** The transcription that {@link #status} is about; null while none was named. */
  public @Nullable TranscriptionId transcription() {
    return active()
        .filter(active -> status() == TranscriptionStatus.COMPLETED)
        .map(ActiveTranscript::transcription)
        .orElseGet(() -> Register.valueOf(transcriptions.named()));
  }

  /** When the first event about {@link #transcription} was made; null while none was named. */
  public @Nullable Instant transcribedAt() {
    TranscriptionId latest = transcription();
    return latest == null ? null : transcriptions.firstHeard().getOrDefault(latest, createdAt);
  }

  /** Whether the change names another owner than the one that is known. */
  public boolean contradicts(Change change) {
    return owner != null && change.owner() != null && !owner.equals(change.owner());
  }

  /** This state after the event; equal to this one when the event says nothing new. */
  public RecordingState after(Change change) {
    if (deleted()) {
      return this;
    }
    Stamp stamp = change.stamp();
    return new RecordingState(
        key,
        owner == null ? change.owner() : owner,
        details.with(change.details(), stamp),
        transcriptionsAfter(change),
        createdAt.isBefore(stamp.at()) ? createdAt : stamp.at(),
        null);
  }

  private TranscriptionRegisters transcriptionsAfter(Change change) {
    TranscriptionRegisters next = transcriptions;
    if (change.news() != null) {
      next = next.with(change.news(), change.stamp());
    }
    if (change.transcript() != null) {
      next = next.with(change.transcript(), change.stamp());
    }
    return next;
  }

  /** The names that hold now. */
  public SpeakerNames speakers() {
    return details.names();
  }

  /** Labels of those who speak in it now and are called so, by name or by label. */
  public Set<String> voices(Set<String> keys) {
    return speakers().called(keys, active().map(ActiveTranscript::labels).orElse(List.of()));
  }

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
  }

  /**
   * The transcript that searches and look-ups are served from.
   *
   * @param duration as its event said it
   * @param end of its last segment; null for what earlier releases wrote
   * @param labels of those who speak in it, as many as are kept; none of what earlier releases
   *     wrote
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
      List<String> labels,
      Instant completedAt,
      Instant indexedAt) {
    public ActiveTranscript {
      labels = List.copyOf(labels);
    }

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
