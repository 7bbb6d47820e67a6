package dev.hark.search.index;

import dev.hark.embedding.EmbeddingSpace;
import java.time.Clock;

/**
 * Makes a transcript the searchable one of its recording in one step. First all chunks are written
 * and counted, then the recording's state is switched to them, then the older ones go. Whatever
 * happens between, searches follow the state.
 */
public final class ReplaceTranscript {
  private final RecordingCatalog catalog;
  private final Erasures erasures;
  private final ChunkIndex chunks;
  private final EmbeddingSpace space;
  private final Clock clock;

  public ReplaceTranscript(
      RecordingCatalog catalog,
      Erasures erasures,
      ChunkIndex chunks,
      EmbeddingSpace space,
      Clock clock) {
    this.catalog = catalog;
    this.erasures = erasures;
    this.chunks = chunks;
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
    return switch (open(header)) {
      case Opening.Decided decided -> decided.outcome();
      case Opening.Accepting accepting -> new WriteOutcome.Applied();
    };
  }

  /** Begins; leftovers of writings that lost earlier are removed on the way. */
  public Opening open(TranscriptHeader header) {
    if (!header.model().equals(space.model())) {
      throw new BadEmbeddingException(
          "the chunks are embedded with '%s', this index with '%s': set both services to one model"
              .formatted(header.model(), space.model()));
    }
    TranscriptSwitch step = new TranscriptSwitch(catalog, erasures, chunks, header, clock);
    return step.lost()
        ? new Opening.Decided(step.complete())
        : new Opening.Accepting(new TranscriptWriter(chunks, header, step, space.dimension()));
  }
}
