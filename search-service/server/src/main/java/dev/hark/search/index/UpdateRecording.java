package dev.hark.search.index;

import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.id.Ids.TranscriptionId;
import dev.hark.search.index.Change.WriteOutcome;
import dev.hark.search.index.ChunkIndex.ObsoleteChunks;
import dev.hark.search.index.Erase.Erasures;
import dev.hark.search.index.IndexFailure.IndexUnavailableException;
import dev.hark.search.index.Project.RecordingKey;
import dev.hark.search.index.RecordingCatalog.Held;
import dev.hark.search.index.RecordingCatalog.Known;
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

  public UpdateRecording(
      RecordingCatalog catalog, Erasures erasures, ChunkIndex chunks, TranscriptionClaims claims) {
    this.catalog = catalog;
    this.erasures = erasures;
    this.chunks = chunks;
    this.claims = claims;
  }

  /**
   * What came of an event.
   *
   * @param state that now holds; empty when the event was refused
   * @param atOnce whether nobody had changed the recording since it was read before
   */
  record Result(WriteOutcome outcome, Optional<RecordingState> state, boolean atOnce) {
    private Result(WriteOutcome outcome, Optional<RecordingState> state) {
      this(outcome, state, false);
    }

    private static Result refused(WriteOutcome outcome) {
      return new Result(outcome, Optional.empty());
    }

    private Result withoutAnother() {
      return new Result(outcome, state, true);
    }
  }

  /** May be repeated, and may come in any order; visible to every read when it returns. */
  public WriteOutcome update(RecordingKey key, Change change) {
    Result result = apply(key, change, null);
    boolean applied = result.outcome() instanceof WriteOutcome.Applied;
    return applied && result.state().filter(this::ownerErased).isPresent()
        ? remove(key, change)
        : result.outcome();
  }

  /** The same, beginning with what was read before, if anything; not looked up again after it. */
  Result apply(RecordingKey key, Change change, @Nullable Known read) {
    Optional<Result> atOnce = read == null ? Optional.empty() : tryToApply(key, change, read);
    return atOnce
        .map(Result::withoutAnother)
        .orElseGet(
            () ->
                RecordingCatalog.untilDecided(
                    key,
                    () -> {
                      Known known = catalog.read(key, change.owner(), change.transcription());
                      return tryToApply(key, change, known);
                    }));
  }

  private Optional<Result> tryToApply(RecordingKey key, Change change, Known known) {
    Optional<WriteOutcome> refusal = refusal(key, change, known);
    if (refusal.isPresent()) {
      return refusal.map(Result::refused);
    }
    Held held = known.held().orElse(null);
    RecordingState next = known.state(key, change.stamp()).after(change);
    if (held != null && next.equals(held.state())) {
      return Optional.of(new Result(new WriteOutcome.Stale(), Optional.of(next)));
    }
    return catalog.compareAndSet(held, next)
        ? Optional.of(new Result(new WriteOutcome.Applied(), Optional.of(next)))
        : Optional.empty();
  }

  private Optional<WriteOutcome> refusal(RecordingKey key, Change change, Known known) {
    RecordingState state = known.state(key, change.stamp());
    if (state.deleted()) {
      return Optional.of(new WriteOutcome.Deleted());
    }
    EndUserId owner = change.owner();
    if (owner != null && state.contradicts(change)) {
      return Optional.of(new WriteOutcome.ForeignOwner(key.recording(), owner));
    }
    if (owner == null ? ownerErased(state) : known.erased()) {
      return Optional.of(remove(key, change));
    }
    TranscriptionId named = change.transcription();
    return named == null || isOurs(key, named, known)
        ? Optional.empty()
        : Optional.of(new WriteOutcome.ForeignTranscription(key.recording(), named));
  }

  /** Whether the transcription is this recording's: what was taken before needs no claim. */
  boolean isOurs(RecordingKey key, TranscriptionId named, Known known) {
    return known.heardOf(named)
        || known.holder().orElseGet(() -> claims.claim(named, key)).equals(key);
  }

  private boolean ownerErased(RecordingState state) {
    return state.tenant().map(erasures::contains).orElse(false);
  }

  /** The end user is erased: nothing of the recording is left. */
  WriteOutcome remove(RecordingKey key, Change change) {
    boolean _ = catalog.putTombstone(key, change.stamp().at());
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
