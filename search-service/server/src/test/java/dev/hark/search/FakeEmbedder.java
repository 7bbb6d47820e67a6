package dev.hark.search;

import dev.hark.contract.Transcript;
import dev.hark.embedding.Embedder;
import dev.hark.embedding.EmbeddingSpace;
import java.util.List;

/** Texts that share words lie near each other; the same text has the same vector each time. */
public final class FakeEmbedder implements Embedder {
  private final String model;

  public FakeEmbedder() {
    this(Transcript.MODEL);
  }

  public FakeEmbedder(String model) {
    this.model = model;
  }

  @Override
  public EmbeddingSpace space() {
    return new EmbeddingSpace(model, Transcript.DIMENSION);
  }

  @Override
  public float[] embedQuery(String text) {
    return Transcript.vector(text);
  }

  @Override
  public List<float[]> embedPassages(List<String> texts) {
    return texts.stream().map(Transcript::vector).toList();
  }

  @Override
  public void close() {}
}
