package dev.hark.search.index;

/** A chunk with the vector that it is found by. */
public record EmbeddedChunk(Chunk chunk, Embedding embedding) {}
