package dev.hark.embedding.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.hark.embedding.Embedder;
import dev.hark.embedding.EmbeddingSpace;
import java.util.List;

/** Keeps the vectors of recent queries; passages go straight through, they hardly come twice. */
public final class QueryCache implements Embedder {
  private final Embedder embedder;
  private final Cache<String, float[]> vectors;

  /**
   * @param embedder closed with the cache
   * @param queries vectors kept at most
   */
  public QueryCache(Embedder embedder, int queries) {
    this.embedder = embedder;
    this.vectors = Caffeine.newBuilder().maximumSize(queries).build();
  }

  @Override
  public EmbeddingSpace space() {
    return embedder.space();
  }

  /** Not computed under the cache's lock: it would make other queries wait for this one. */
  @Override
  public float[] embedQuery(String text) {
    float[] known = vectors.getIfPresent(text);
    if (known != null) {
      return known.clone();
    }
    float[] vector = embedder.embedQuery(text);
    vectors.put(text, vector.clone());
    return vector;
  }

  @Override
  public List<float[]> embedPassages(List<String> texts) {
    return embedder.embedPassages(texts);
  }

  @Override
  public void close() {
    vectors.invalidateAll();
    embedder.close();
  }
}
