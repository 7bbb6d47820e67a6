package dev.hark.search.index;

/**
 * A chunk with all that it is found by.
 *
 * @param embedding the chunk's own, leaning towards those of its neighbours
 * @param surroundings words of the chunk and of those around it
 */
public record ChunkInContext(Chunk chunk, Embedding embedding, String surroundings) {}
