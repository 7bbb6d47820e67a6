package dev.hark.search.index;

import dev.hark.search.index.Change.WriteOutcome;
import dev.hark.search.index.ChunkIndex.ObsoleteChunks;
import dev.hark.search.index.Erase.Erasures;
import dev.hark.search.index.Project.RecordingKey;
import dev.hark.search.index.RecordingCatalog.Held;
import dev.hark.search.index.TranscriptHeader.TranscriptIdentity;
import dev.hark.search.index.TranscriptionRegisters.ActiveTranscript;
import dev.hark.search.index.UpdateRecording.TranscriptionClaims;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Switches a recording to a transcript whose chunks are all there, and cleans up behind it. */
final class TranscriptSwitch {
  private final RecordingCatalog catalog;
  private final Erasures erasures;
  private final UpdateRecording recordings;
  private final ChunkIndex chunks;
  private final TranscriptionClaims claims;
  private final TranscriptHeader header;
  private final Clock clock;
  private @Nullable RecordingKey holder;
  private @Nullable Held lastRead;

  TranscriptSwitch(
      RecordingCatalog catalog,
      Erasures erasures,
      ChunkIndex chunks,
      TranscriptionClaims claims,
      TranscriptHeader header,
      Clock clock) {
    this.catalog = catalog;
    this.erasures = erasures;
    this.recordings = new UpdateRecording(catalog, erasures, chunks, (id, key) -> holder());
    this.chunks = chunks;
    this.claims = claims;
    this.header = header;
    this.clock = clock;
  }

  /** Whether the switch would be refused now; if so it is refused for ever. */
  boolean lost() {
    RecordingKey key = header.identity().key();
    Held held = catalog.find(key).orElse(null);
    lastRead = held;
    RecordingState state =
        held == null ? RecordingState.unknown(key, header.stamp()) : held.state();
    return erasures.contains(header.tenant())
        || losesAgainst(state)
        || !recordings.isOurs(header.transcription(), state);
  }

  /** The recording whose transcription it is, which never changes. */
  private RecordingKey holder() {
    if (holder == null) {
      holder = claims.claim(header.transcription(), header.identity().key());
    }
    return holder;
  }

  /** Whether this transcript is the active one. */
  boolean done() {
    return catalog
        .find(header.identity().key())
        .flatMap(held -> held.state().active())
        .filter(active -> active.generation().equals(header.identity().generation()))
        .isPresent();
  }

  private boolean losesAgainst(RecordingState state) {
    var active = state.transcriptions().active();
    return state.deleted()
        || (state.owner() != null && !state.owner().equals(header.tenant().endUser()))
        || (active != null && active.stamp().compareTo(header.stamp()) >= 0);
  }

  /**
   * Refused or done, and nothing left that is not served from.
   *
   * @param end of the last segment; null when there is none
   * @param lastWritten whether this stream has written its last chunks, and so made visible
   *     whatever was written before
   */
  WriteOutcome complete(@Nullable Duration end, boolean lastWritten) {
    TranscriptIdentity identity = header.identity();
    UpdateRecording.Result result =
        recordings.apply(identity.key(), change(identity, end), lastRead);
    return switch (result.outcome()) {
      case WriteOutcome.Applied applied -> settle(identity, result, lastWritten);
      case WriteOutcome.Stale stale -> settle(identity, result, lastWritten);
      case WriteOutcome.Deleted deleted ->
          without(new ObsoleteChunks.OfRecording(identity.key()), deleted);
      case WriteOutcome.ForeignOwner foreign -> without(written(identity), foreign);
      case WriteOutcome.ForeignTranscription foreign -> without(written(identity), foreign);
    };
  }

  private Change change(TranscriptIdentity identity, @Nullable Duration end) {
    ActiveTranscript transcript =
        new ActiveTranscript(
            header.transcription(),
            identity.generation(),
            header.chunks(),
            header.language(),
            header.provider(),
            header.details().duration(),
            end,
            header.stamp().at(),
            clock.instant());
    return new Change(
        header.stamp(), header.tenant().endUser(), header.details(), null, transcript);
  }

  private WriteOutcome settle(
      TranscriptIdentity identity, UpdateRecording.Result result, boolean lastWritten) {
    ActiveTranscript active =
        result
            .state()
            .flatMap(RecordingState::active)
            .orElseThrow(() -> new IllegalStateException("a switch leaves an active one"));
    ObsoleteChunks replaced = new ObsoleteChunks.ReplacedBy(identity.key(), active.generation());
    if (!active.generation().equals(identity.generation())) {
      return without(replaced, new WriteOutcome.Stale());
    }
    if (!lastWritten) {
      return without(replaced, result.outcome());
    }
    chunks.removeVisible(replaced);
    return result.outcome();
  }

  private static ObsoleteChunks written(TranscriptIdentity identity) {
    return new ObsoleteChunks.OfGeneration(identity.key(), identity.generation());
  }

  private WriteOutcome without(ObsoleteChunks obsolete, WriteOutcome outcome) {
    chunks.remove(obsolete);
    return outcome;
  }
}
