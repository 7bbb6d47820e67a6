package dev.hark.indexer.indexing;

import dev.hark.embedding.Embedder;
import dev.hark.indexer.chunking.Chunk;
import dev.hark.indexer.chunking.ChunkIds;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.stream.IntStream;

/** Embeds chunks when they are asked for, a batch at a time. */
final class EmbeddedChunks implements Iterator<EmbeddedChunk> {
  /**
   * Enough texts for the model to sort by length and to keep every core busy, few enough that one
   * large transcript lets the others' batches in between: about a second of work on two cores.
   */
  static final int BATCH = 32;

  private final List<Chunk> chunks;
  private final ChunkIds ids;
  private final Embedder embedder;
  private final Queue<EmbeddedChunk> ready = new ArrayDeque<>();
  private int next;

  EmbeddedChunks(List<Chunk> chunks, ChunkIds ids, Embedder embedder) {
    this.chunks = chunks;
    this.ids = ids;
    this.embedder = embedder;
  }

  @Override
  public boolean hasNext() {
    return !ready.isEmpty() || next < chunks.size();
  }

  @Override
  public EmbeddedChunk next() {
    if (ready.isEmpty()) {
      embedBatch();
    }
    return ready.remove();
  }

  private void embedBatch() {
    int end = Math.min(next + BATCH, chunks.size());
    List<String> texts =
        IntStream.range(next, end).mapToObj(i -> PassageText.of(chunks.get(i))).toList();
    for (float[] embedding : embedder.embedPassages(texts)) {
      ready.add(new EmbeddedChunk(ids.at(next), chunks.get(next), embedding));
      next++;
    }
  }
}
