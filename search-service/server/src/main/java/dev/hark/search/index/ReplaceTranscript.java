package dev.hark.search.index;

import dev.hark.embedding.EmbeddingSpace;
import dev.hark.search.index.Change.WriteOutcome;
import dev.hark.search.index.Erase.Erasures;
import dev.hark.search.index.IndexFailure.BadEmbeddingException;
import dev.hark.search.index.TranscriptWriter.Extent;
import dev.hark.search.index.UpdateRecording.TranscriptionClaims;
import java.time.Clock;
import java.util.Optional;

/**
 * Makes a transcript the searchable one of its recording in one step. First all chunks are written
 * and counted, then the recording's state is switched to them, then the older ones go. Whatever
 * happens between, searches follow the state.
 */
public final class ReplaceTranscript {
  private final RecordingCatalog catalog;
  private final UpdateRecording recordings;
  private final ChunkIndex chunks;
  private final WriterLeases leases;
  private final EmbeddingSpace space;
  private final Clock clock;

  public ReplaceTranscript(
      RecordingCatalog catalog,
      Erasures erasures,
      ChunkIndex chunks,
      WriterLeases leases,
      TranscriptionClaims claims,
      EmbeddingSpace space,
      Clock clock) {
    this.catalog = catalog;
    this.recordings = new UpdateRecording(catalog, erasures, chunks, claims);
    this.chunks = chunks;
    this.leases = leases;
    this.space = space;
    this.clock = clock;
  }

  /** What a header leads to. */
  public sealed interface Opening {
    /** The chunks are not needed. */
    record Decided(WriteOutcome outcome) implements Opening {}

    /** The chunks are awaited. */
    record Accepting(TranscriptWriter writer) implements Opening {}
  }

  /** What comes of a header whose chunks are not there yet; applied when they would be taken. */
  public WriteOutcome check(TranscriptHeader header) {
    TranscriptSwitch step = step(header);
    return step.lost() || !step.claim()
        ? step.complete(new Extent(), Optional.empty(), Optional.empty())
        : new WriteOutcome.Applied();
  }

  /** Begins; chunks of writings that lost earlier are removed on the way. */
  public Opening open(TranscriptHeader header) {
    TranscriptSwitch step = step(header);
    TranscriptWriter writer =
        new TranscriptWriter(
            chunks,
            header,
            step,
            new WriterLease(leases, header.identity(), clock),
            space.dimension(),
            clock);
    boolean opened = false;
    try {
      Opening opening =
          writer
              .outcome()
              .<Opening>map(Opening.Decided::new)
              .orElseGet(() -> new Opening.Accepting(writer));
      opened = true;
      return opening;
    } finally {
      if (!opened) {
        writer.close();
      }
    }
  }

  private TranscriptSwitch step(TranscriptHeader header) {
    if (!header.model().equals(space.model())) {
      throw new BadEmbeddingException(
          "the chunks are embedded with '%s', this index with '%s': set both services to one model"
              .formatted(header.model(), space.model()));
    }
    return new TranscriptSwitch(catalog, recordings, chunks, header, clock);
  }
}
