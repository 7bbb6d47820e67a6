package dev.hark.search.index;

import dev.hark.search.index.Change.WriteOutcome;
import dev.hark.search.index.ChunkIndex.ObsoleteChunks;
import dev.hark.search.index.ChunkIndex.StoredChunk;
import dev.hark.search.index.ChunkIndex.Visible;
import dev.hark.search.index.Project.RecordingKey;
import dev.hark.search.index.RecordingCatalog.Known;
import dev.hark.search.index.RecordingState.ActiveTranscript;
import dev.hark.search.index.TranscriptHeader.TranscriptIdentity;
import dev.hark.search.index.TranscriptWriter.Extent;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Switches a recording to a transcript whose chunks are all there, and cleans up behind it. */
final class TranscriptSwitch {
  private final RecordingCatalog catalog;
  private final UpdateRecording recordings;
  private final ChunkIndex chunks;
  private final TranscriptHeader header;
  private final TranscriptIdentity identity;
  private final RecordingKey key;
  private final Clock clock;
  private Known known;

  TranscriptSwitch(
      RecordingCatalog catalog,
      UpdateRecording recordings,
      ChunkIndex chunks,
      TranscriptHeader header,
      Clock clock) {
    this.catalog = catalog;
    this.recordings = recordings;
    this.chunks = chunks;
    this.header = header;
    this.identity = header.identity();
    this.key = identity.key();
    this.clock = clock;
    this.known = new Known(Optional.empty(), false, Optional.empty());
  }

  /** Whether the switch would be refused now; if so it is refused for ever. */
  boolean lost() {
    known = catalog.read(key, header.tenant().endUser(), header.transcription());
    return known.erased()
        || losesAgainst(known.state(key, header.stamp()))
        || !(known.heardOf(header.transcription()) || known.holder().orElse(key).equals(key));
  }

  private boolean losesAgainst(RecordingState state) {
    var active = state.transcriptions().active();
    return state.deleted()
        || (state.owner() != null && !state.owner().equals(header.tenant().endUser()))
        || (active != null && active.stamp().compareTo(header.stamp()) >= 0);
  }

  /** Whether the transcription id is nobody's yet. */
  boolean needsClaim() {
    return known.holder().isEmpty() && !known.heardOf(header.transcription());
  }

  /** The transcription id has become this recording's, which never changes. */
  void claimed() {
    known = known.heldBy(key);
  }

  /** Whether the transcription id is this recording's, if need be from now on. */
  boolean claim() {
    return recordings.isOurs(key, header.transcription(), known);
  }

  /** Whether this transcript is the active one. */
  boolean done() {
    return catalog.find(key).filter(held -> isActive(held.state())).isPresent();
  }

  private boolean isActive(RecordingState state) {
    return state.active().filter(it -> it.generation().equals(identity.generation())).isPresent();
  }

  /**
   * Refused or done, and nothing left that is not served from. An erasure at the same time wins.
   *
   * @param extent what is known of the words
   * @param visible what was seen since this stream wrote its last chunks, and so made visible
   *     whatever was written before; empty when it did not
   * @param lease to be given back
   */
  WriteOutcome complete(
      Extent extent, Optional<Visible> visible, Optional<WriterLeases.Entry> lease) {
    Change change = change(extent);
    UpdateRecording.Result result = recordings.apply(key, change, known);
    boolean active = result.state().filter(this::isActive).isPresent();
    List<StoredChunk> replaced = List.of();
    if (active && result.atOnce() && visible.isPresent() && !visible.get().more()) {
      replaced = visible.get().replaced();
    } else {
      chunks.remove(obsolete(result));
    }
    boolean erased = chunks.finish(identity.tenant(), replaced, lease);
    if (erased && !(result.outcome() instanceof WriteOutcome.Deleted)) {
      return recordings.remove(key, change);
    }
    return result.state().isPresent() && !active ? new WriteOutcome.Stale() : result.outcome();
  }

  private Change change(Extent extent) {
    ActiveTranscript transcript =
        new ActiveTranscript(
            header.transcription(),
            identity.generation(),
            header.chunks(),
            header.language(),
            header.provider(),
            header.details().duration(),
            extent.end(),
            extent.labels(),
            header.stamp().at(),
            clock.instant());
    return new Change(
        header.stamp(), header.tenant().endUser(), header.details(), null, transcript);
  }

  private ObsoleteChunks obsolete(UpdateRecording.Result result) {
    return switch (result.outcome()) {
      case WriteOutcome.Applied applied -> replacedByTheActiveOneOf(result);
      case WriteOutcome.Stale stale -> replacedByTheActiveOneOf(result);
      case WriteOutcome.Deleted deleted -> new ObsoleteChunks.OfRecording(key);
      case WriteOutcome.ForeignOwner foreign -> written();
      case WriteOutcome.ForeignTranscription foreign -> written();
    };
  }

  private ObsoleteChunks replacedByTheActiveOneOf(UpdateRecording.Result result) {
    return result
        .state()
        .flatMap(RecordingState::active)
        .map(active -> new ObsoleteChunks.ReplacedBy(key, active.generation()))
        .orElseThrow(() -> new IllegalStateException("a switch leaves an active one"));
  }

  private ObsoleteChunks written() {
    return new ObsoleteChunks.OfGeneration(key, identity.generation());
  }

  /** Removes what was written, unless another stream of the same event made it the active one. */
  void withdraw() {
    if (!done()) {
      chunks.remove(written());
    }
  }
}
