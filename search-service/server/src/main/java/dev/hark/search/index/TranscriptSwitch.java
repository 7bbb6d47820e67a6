package dev.hark.search.index;

import java.time.Clock;

/** Switches a recording to a transcript whose chunks are all there, and cleans up behind it. */
final class TranscriptSwitch {
  private final RecordingCatalog catalog;
  private final Erasures erasures;
  private final RecordingChanges changes;
  private final ChunkIndex chunks;
  private final TranscriptHeader header;
  private final Clock clock;

  TranscriptSwitch(
      RecordingCatalog catalog,
      Erasures erasures,
      ChunkIndex chunks,
      TranscriptHeader header,
      Clock clock) {
    this.catalog = catalog;
    this.erasures = erasures;
    this.changes = new RecordingChanges(catalog, erasures, chunks);
    this.chunks = chunks;
    this.header = header;
    this.clock = clock;
  }

  /** Whether the switch would be refused now; if so it is refused for ever. */
  boolean lost() {
    return erasures.contains(header.tenant())
        || catalog
            .find(header.identity().key())
            .map(held -> losesAgainst(held.state()))
            .orElse(false);
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

  /** Refused or done, and nothing left that is not served from. */
  WriteOutcome complete() {
    TranscriptIdentity identity = header.identity();
    return switch (changes.apply(identity.key(), change(identity))) {
      case RecordingChanges.Outcome.Changed changed -> settle(identity, changed.state(), true);
      case RecordingChanges.Outcome.Unchanged unchanged ->
          settle(identity, unchanged.state(), false);
      case RecordingChanges.Outcome.Deleted deleted -> {
        chunks.remove(new Leftovers.OfRecording(identity.key()));
        yield new WriteOutcome.Deleted();
      }
      case RecordingChanges.Outcome.ForeignOwner foreign -> {
        chunks.remove(new Leftovers.OfGeneration(identity.key(), identity.generation()));
        yield new WriteOutcome.ForeignOwner(header.recording(), header.tenant().endUser());
      }
    };
  }

  private Change change(TranscriptIdentity identity) {
    ActiveTranscript transcript =
        new ActiveTranscript(
            header.transcription(),
            identity.generation(),
            header.chunks(),
            header.language(),
            header.provider(),
            header.details().duration(),
            header.stamp().at(),
            clock.instant());
    return new Change(
        header.stamp(), header.tenant().endUser(), header.details(), null, transcript);
  }

  private WriteOutcome settle(TranscriptIdentity identity, RecordingState state, boolean changed) {
    ActiveTranscript active =
        state
            .active()
            .orElseThrow(() -> new IllegalStateException("a switch leaves an active one"));
    chunks.remove(new Leftovers.ReplacedBy(identity.key(), active.generation()));
    boolean ours = active.generation().equals(identity.generation());
    return changed && ours ? new WriteOutcome.Applied() : new WriteOutcome.Stale();
  }
}
