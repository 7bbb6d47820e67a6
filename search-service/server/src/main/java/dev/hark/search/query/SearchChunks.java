package dev.hark.search.query;

import dev.hark.search.index.Embedding;
import dev.hark.search.index.IndexFailure.IndexUnavailableException;
import java.util.List;
import java.util.Optional;

/**
 * Finds the chunks that fit a query best. The legs answer from the index as it was a moment ago, so
 * what they found is held against the recordings' states of now; when anything does not fit, the
 * search is done again without it, so that it sees neither what is gone nor less than what is
 * there.
 */
public final class SearchChunks {
  /**
   * Each further round means a replacement or deletion within the 20 ms that a round takes, longer
   * on a busy machine: five were too few once while 50 searches a second met one after the other.
   */
  private static final int ROUNDS = 20;

  private final ChunkSearch index;
  private final QueryVectors vectors;

  public SearchChunks(ChunkSearch index, QueryVectors vectors) {
    this.index = index;
    this.vectors = vectors;
  }

  /**
   * Searches.
   *
   * @throws IndexUnavailableException rather than answering with less than there is
   */
  public Found search(SearchQuery query) {
    Optional<Embedding> vector =
        query.retrieval() == Retrieval.LEXICAL ? Optional.empty() : vectors.of(query.text());
    boolean wordsOnly = query.retrieval() == Retrieval.HYBRID && vector.isEmpty();
    if (query.retrieval() == Retrieval.SEMANTIC && vector.isEmpty()) {
      throw new IndexUnavailableException("the embedding model has no vector for the query");
    }
    SearchRounds rounds = new SearchRounds(index, query, vector);
    for (int i = 0; i < ROUNDS; i++) {
      Optional<List<FoundChunk>> chunks = rounds.next();
      if (chunks.isPresent()) {
        return new Found(chunks.get(), wordsOnly);
      }
    }
    throw new IndexUnavailableException("the index changes too fast to be searched");
  }
}
