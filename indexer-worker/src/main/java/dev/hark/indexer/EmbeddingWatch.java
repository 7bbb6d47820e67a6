package dev.hark.indexer;

import dev.hark.embedding.Embedder;
import dev.hark.embedding.EmbeddingFailedException;
import dev.hark.embedding.EmbeddingSpace;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Remembers how the last embedding went, so that readiness need not try one of its own. */
final class EmbeddingWatch implements Embedder {
  private final Embedder embedder;
  private volatile @Nullable String failure;

  EmbeddingWatch(Embedder embedder) {
    this.embedder = embedder;
  }

  Optional<String> failure() {
    return Optional.ofNullable(failure);
  }

  @Override
  public EmbeddingSpace space() {
    return embedder.space();
  }

  @Override
  public float[] embedQuery(String text) {
    return watch(() -> embedder.embedQuery(text));
  }

  @Override
  public List<float[]> embedPassages(List<String> texts) {
    return watch(() -> embedder.embedPassages(texts));
  }

  @Override
  public void close() {
    embedder.close();
  }

  private <T> T watch(Supplier<T> embedding) {
    try {
      T result = embedding.get();
      failure = null;
      return result;
    } catch (EmbeddingFailedException e) {
      failure = String.valueOf(e.getMessage());
      throw e;
    }
  }
}
