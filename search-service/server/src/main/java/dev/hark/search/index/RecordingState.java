package dev.hark.search.index;

import java.time.Instant;
import java.util.Optional;
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

  /** State of the latest transcription. */
  public TranscriptionStatus status() {
    var news = transcriptions.news();
    return news == null ? TranscriptionStatus.PENDING : news.value().status();
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
}
