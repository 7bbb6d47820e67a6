package dev.hark.indexer.indexing;

import dev.hark.indexer.chunking.Chunk;
import dev.hark.indexer.chunking.ChunkIds;
import dev.hark.runtime.id.Ids.ProjectId;
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
  private static final int BATCH = 32;

  /**
   * Of bulk: what is new waits for no more than two runs of the model at a time, a quarter of a
   * second on two cores.
   */
  private static final int BULK_BATCH = 8;

  private final List<Chunk> chunks;
  private final ChunkIds ids;
  private final Lane lane;
  private final ProjectId project;
  private final EmbeddingTurns embedding;
  private final Queue<EmbeddedChunk> ready = new ArrayDeque<>();
  private int next;

  EmbeddedChunks(
      List<Chunk> chunks, ChunkIds ids, Lane lane, ProjectId project, EmbeddingTurns embedding) {
    this.chunks = chunks;
    this.ids = ids;
    this.lane = lane;
    this.project = project;
    this.embedding = embedding;
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
    int batch =
        switch (lane) {
          case MAIN -> BATCH;
          case BULK -> BULK_BATCH;
        };
    int end = Math.min(next + batch, chunks.size());
    List<String> texts =
        IntStream.range(next, end).mapToObj(i -> PassageText.of(chunks.get(i))).toList();
    for (float[] vector : embedding.embed(lane, project, texts)) {
      ready.add(new EmbeddedChunk(ids.at(next), chunks.get(next), vector));
      next++;
    }
  }
}
