package dev.hark.ask.retrieval;

import java.util.List;

/**
 * What a search found.
 *
 * @param chunks best first, none twice
 * @param embeddingModel the vector space that was searched; empty when the meaning was not
 * @param index that was searched, for support
 */
public record Found(List<Chunk> chunks, Legs legs, String embeddingModel, String index) {
  /** Nothing was searched. */
  public static final Found NOTHING = Found.of(List.of());

  public Found {
    chunks = List.copyOf(chunks);
  }

  /** By both legs. */
  public static Found of(List<Chunk> chunks) {
    return new Found(chunks, Legs.BOTH, "", "");
  }

  /** Others, found in the same way. */
  public Found with(List<Chunk> others) {
    return new Found(others, legs, embeddingModel, index);
  }

  /** What took part in a search. */
  public enum Legs {
    BOTH,
    WORDS_ONLY,
    MEANING_ONLY
  }
}
