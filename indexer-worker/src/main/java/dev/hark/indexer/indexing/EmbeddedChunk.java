package dev.hark.indexer.indexing;

import dev.hark.indexer.chunking.Chunk;
import dev.hark.runtime.id.Ids.ChunkId;

/** A chunk that can be found. */
public final class EmbeddedChunk {
  private final ChunkId id;
  private final Chunk chunk;
  private final float[] embedding;

  /**
   * Joins a chunk and its vector.
   *
   * @param embedding of unit length; kept, not copied
   */
  EmbeddedChunk(ChunkId id, Chunk chunk, float[] embedding) {
    this.id = id;
    this.chunk = chunk;
    this.embedding = embedding;
  }

  public ChunkId id() {
    return id;
  }

  public Chunk chunk() {
    return chunk;
  }

  /** Of unit length; not to be changed. */
  public float[] embedding() {
    return embedding;
  }
}
