package dev.hark.search;

import dev.hark.embedding.Embedder;
import dev.hark.embedding.EmbeddingSpace;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Texts that share words lie near each other; the same text has the same vector each time. */
public final class FakeEmbedder implements Embedder {
  public static final int DIMENSION = 16;

  private final String model;

  public FakeEmbedder() {
    this("fake-words");
  }

  public FakeEmbedder(String model) {
    this.model = model;
  }

  @Override
  public EmbeddingSpace space() {
    return new EmbeddingSpace(model, DIMENSION);
  }

  @Override
  public float[] embedQuery(String text) {
    return vector(text);
  }

  @Override
  public List<float[]> embedPassages(List<String> texts) {
    return texts.stream().map(FakeEmbedder::vector).toList();
  }

  /** Sum of one random direction per word, of unit length. */
  public static float[] vector(String text) {
    double[] sum = new double[DIMENSION];
    sum[0] = 0.01;
    for (String word : text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+", -1)) {
      Random random = new Random(word.hashCode());
      for (int i = 0; i < DIMENSION; i++) {
        sum[i] += random.nextGaussian();
      }
    }
    double square = 0;
    for (double number : sum) {
      square += number * number;
    }
    float[] unit = new float[DIMENSION];
    for (int i = 0; i < DIMENSION; i++) {
      unit[i] = (float) (sum[i] / Math.sqrt(square));
    }
    return unit;
  }

  @Override
  public void close() {}
}
