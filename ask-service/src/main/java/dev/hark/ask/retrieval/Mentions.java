package dev.hark.ask.retrieval;

import java.util.List;

/**
 * Where words are said.
 *
 * @param moments segments that hold them, however many are told
 * @param recordings in which they are said
 * @param chunks of those that are told, with these segments alone: the newest recording first
 */
public record Mentions(long moments, long recordings, List<Chunk> chunks) {
  public Mentions {
    chunks = List.copyOf(chunks);
    if (moments < told(chunks) || recordings > moments) {
      throw new IllegalArgumentException(
          "%d moments in %d recordings cannot be".formatted(moments, recordings));
    }
  }

  private static long told(List<Chunk> chunks) {
    return chunks.stream().mapToLong(chunk -> chunk.segments().size()).sum();
  }
}
