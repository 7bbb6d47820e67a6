package dev.hark.search.index;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Takes the chunks of one transcript in order and writes them in batches, blocking meanwhile, so
 * that whoever sends is slowed to the index's pace. For one thread at a time. When it is left
 * before {@link #complete}, nothing that was written is ever found; the next transcript of the
 * recording removes it.
 */
public final class TranscriptWriter {
  /** A chunk is about 10 KB as JSON: one batch is about 1 MB. */
  private static final int BATCH = 100;

  private static final int BATCH_CHARACTERS = 500_000;

  private final ChunkIndex chunks;
  private final TranscriptHeader header;
  private final TranscriptIdentity identity;
  private final TranscriptSwitch step;
  private final int dimension;
  private final Surroundings surroundings = new Surroundings();
  private final List<ChunkInContext> batch = new ArrayList<>();
  private final Set<ChunkId> seen = new HashSet<>();
  private int characters;

  TranscriptWriter(
      ChunkIndex chunks, TranscriptHeader header, TranscriptSwitch step, int dimension) {
    this.chunks = chunks;
    this.header = header;
    this.identity = header.identity();
    this.step = step;
    this.dimension = dimension;
  }

  /** Takes the next chunk. */
  public void add(Chunk chunk, float[] embedding) {
    if (chunk.ordinal() != seen.size()) {
      throw UnacceptableException.field(
          "chunk.ordinal", "%d expected, not %d".formatted(seen.size(), chunk.ordinal()));
    }
    if (chunk.ordinal() >= header.chunks()) {
      throw wrongCount("more");
    }
    if (!seen.add(chunk.id())) {
      throw UnacceptableException.field("chunk.chunk_id", chunk.id() + " comes twice");
    }
    surroundings.add(chunk, Embedding.of(embedding, dimension)).forEach(this::put);
  }

  private void put(ChunkInContext chunk) {
    batch.add(chunk);
    characters += chunk.chunk().text().length() + chunk.surroundings().length();
    if (batch.size() >= BATCH || characters >= BATCH_CHARACTERS) {
      flush();
    }
  }

  /** Makes the transcript the searchable one, if it still may be. */
  public WriteOutcome complete() {
    if (seen.size() != header.chunks()) {
      throw wrongCount("%d".formatted(seen.size()));
    }
    surroundings.end().forEach(this::put);
    flush();
    long visible = header.chunks() == 0 ? 0 : chunks.countVisible(identity);
    if (visible == header.chunks()) {
      return step.complete();
    }
    return vanished(visible);
  }

  /**
   * Removes what was written so far: nobody will send this transcript again. Not when another
   * stream of the same event has made it the active one meanwhile.
   */
  public void abandon() {
    if (!step.done()) {
      chunks.remove(new Leftovers.OfGeneration(identity.key(), identity.generation()));
    }
  }

  /** Chunks go between write and count only when the stream has lost meanwhile. */
  private WriteOutcome vanished(long visible) {
    if (step.lost()) {
      return step.complete();
    }
    throw new IndexUnavailableException(
        "%d of %d chunks are there".formatted(visible, header.chunks()));
  }

  private void flush() {
    if (!batch.isEmpty()) {
      chunks.write(identity, List.copyOf(batch));
      batch.clear();
      characters = 0;
    }
  }

  private UnacceptableException wrongCount(String came) {
    return UnacceptableException.field(
        "chunk_count", "the header says %d, %s came".formatted(header.chunks(), came));
  }
}
