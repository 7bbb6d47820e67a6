package dev.hark.ask.retrieval;

/**
 * Finds passages. What is found belongs to the end user of the query and was neither deleted nor
 * replaced when the call answered. Safe for many threads; never retried here.
 */
public interface ChunkSource {
  /**
   * Best first, no passage twice.
   *
   * @throws SourceUnavailableException rather than finding less than there is
   */
  Found find(ChunkQuery query);
}
