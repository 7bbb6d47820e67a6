package dev.hark.search.query;

import java.util.List;

/**
 * What a search found.
 *
 * @param chunks best first, none twice
 * @param lexicalOnly whether the embedding model failed and only the words were searched
 */
public record Found(List<FoundChunk> chunks, boolean lexicalOnly) {
  public Found {
    chunks = List.copyOf(chunks);
  }
}
