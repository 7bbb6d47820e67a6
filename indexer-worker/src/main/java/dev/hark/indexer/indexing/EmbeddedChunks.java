package dev.hark.indexer.indexing;

import dev.hark.indexer.chunking.Chunk;
import dev.hark.indexer.chunking.ChunkIds;
import dev.hark.indexer.indexing.EmbeddingTurns.Lane;
import dev.hark.runtime.id.Ids.ProjectId;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.stream.Collectors;
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

  /**
   * What is embedded of a chunk, which is more than what is shown: who speaks stands before the
   * words. Questions often name the speaker; with the names, k-NN alone recalled 0.03 more on the
   * train meetings. The recording's title is not in it, as it may change: search-service keeps it.
   */
  static final class PassageText {
    private PassageText() {}

    /** The text of one chunk, as in {@code Ada, Ben: Good morning. …}. */
    static String of(Chunk chunk) {
      String speakers =
          chunk.parts().stream()
              .map(part -> part.turn().speaker())
              .filter(Objects::nonNull)
              .distinct()
              .collect(Collectors.joining(", "));
      return speakers.isEmpty() ? chunk.text() : speakers + ": " + chunk.text();
    }
  }
}
