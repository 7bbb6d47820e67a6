package dev.hark.search.index;

/**
 * A chunk with all that it is found by.
 *
 * @param embedding the chunk's own, leaning towards those of its neighbours
 * @param spoken words of the chunk and of who speaks, as they are found, with spaces between them
 * @param surroundings the same of the chunk and of those around it
 * @param repeated whether a chunk before it in the transcript has the same wording; no search finds
 *     it then
 */
public record ChunkInContext(
    Chunk chunk,
    Embedding embedding,
    String spoken,
    String surroundings,
    Wording wording,
    boolean repeated) {}
