package dev.hark.search.index;

import dev.hark.search.index.Change.WriteOutcome;
import dev.hark.search.index.ChunkIndex.ObsoleteChunks;
import dev.hark.search.index.Erase.Erasures;
import dev.hark.search.index.Ids.EndUserId;
import dev.hark.search.index.Ids.TranscriptionId;
import dev.hark.search.index.IndexFailure.IndexUnavailableException;
import dev.hark.search.index.Project.RecordingKey;
import dev.hark.search.index.RecordingCatalog.Held;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Applies what an event says to a recording's state. An erased end user is looked up before the
 * write and again after it, so that an erasure at the same time wins.
 */
public final class UpdateRecording {
  private final RecordingCatalog catalog;
  private final Erasures erasures;
  private final ChunkIndex chunks;
  private final TranscriptionClaims claims;
  private final RecordingChanges changes;

  public UpdateRecording(
      RecordingCatalog catalog, Erasures erasures, ChunkIndex chunks, TranscriptionClaims claims) {
    this.catalog = catalog;
    this.erasures = erasures;
    this.chunks = chunks;
    this.claims = claims;
    this.changes = new RecordingChanges(catalog);
  }

  /** What came of an event, and the state that now holds unless the event was refused. */
  record Result(WriteOutcome outcome, Optional<RecordingState> state) {
    private static Result refused(WriteOutcome outcome) {
      return new Result(outcome, Optional.empty());
    }
  }

  /** May be repeated, and may come in any order; visible to every read when it returns. */
  public WriteOutcome update(RecordingKey key, Change change) {
    return apply(key, change).outcome();
  }

  private Result apply(RecordingKey key, Change change) {
    return changes.change(key, held -> tryToApply(key, change, held));
  }

  /** The same, beginning with a state that was read before. */
  Result apply(RecordingKey key, Change change, @Nullable Held read) {
    return tryToApply(key, change, read).orElseGet(() -> apply(key, change));
  }

  private Optional<Result> tryToApply(RecordingKey key, Change change, @Nullable Held held) {
    RecordingState state =
        held == null ? RecordingState.unknown(key, change.stamp()) : held.state();
    Optional<WriteOutcome> refusal = refusal(key, change, state);
    if (refusal.isPresent()) {
      return refusal.map(Result::refused);
    }
    RecordingState next = state.after(change);
    if (held != null && next.equals(state)) {
      return Optional.of(new Result(new WriteOutcome.Stale(), Optional.of(state)));
    }
    if (!catalog.compareAndSet(held, next)) {
      return Optional.empty();
    }
    return Optional.of(
        ownerErased(next)
            ? Result.refused(remove(key, change))
            : new Result(new WriteOutcome.Applied(), Optional.of(next)));
  }

  private Optional<WriteOutcome> refusal(RecordingKey key, Change change, RecordingState state) {
    if (state.deleted()) {
      return Optional.of(new WriteOutcome.Deleted());
    }
    EndUserId owner = change.owner();
    if (owner != null && state.contradicts(change)) {
      return Optional.of(new WriteOutcome.ForeignOwner(key.recording(), owner));
    }
    if (ownerErased(state.after(change))) {
      return Optional.of(remove(key, change));
    }
    TranscriptionId named = change.transcription();
    return named == null || isOurs(named, state)
        ? Optional.empty()
        : Optional.of(new WriteOutcome.ForeignTranscription(key.recording(), named));
  }

  /** Whether the transcription is this recording's: what was taken before needs no claim. */
  boolean isOurs(TranscriptionId named, RecordingState state) {
    return state.transcriptions().firstHeard().containsKey(named)
        || claims.claim(named, state.key()).equals(state.key());
  }

  private boolean ownerErased(RecordingState state) {
    return state.tenant().map(erasures::contains).orElse(false);
  }

  private WriteOutcome remove(RecordingKey key, Change change) {
    changes.putTombstone(key, change.stamp().at());
    chunks.remove(new ObsoleteChunks.OfRecording(key));
    return new WriteOutcome.Deleted();
  }

  /**
   * Which recording a transcription id belongs to: the first that it was heard of with, for good.
   * Safe for many threads; failures are {@link IndexUnavailableException}.
   */
  public interface TranscriptionClaims {
    /** The recording whose transcription it is: this one, if it was nobody's. */
    RecordingKey claim(TranscriptionId transcription, RecordingKey recording);
  }
}
