package dev.hark.embedding;

import java.util.List;

/** Makes vectors of length 1, whose dot product is their cosine. */
public final class UnitVector {
  private UnitVector() {}

  /**
   * Scales the vector in place and gives it back. One of zeros has no direction and becomes the
   * first axis.
   *
   * @throws EmbeddingFailedException when a number is NaN or infinite
   */
  public static float[] of(float[] vector) {
    double squares = 0;
    for (float value : vector) {
      squares += (double) value * value;
    }
    if (!Double.isFinite(squares)) {
      throw new EmbeddingFailedException("the embedding model gave a vector that is not finite");
    }
    if (squares == 0) {
      vector[0] = 1;
      return vector;
    }
    double scale = 1 / Math.sqrt(squares);
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) (vector[i] * scale);
    }
    return vector;
  }

  /** Direction of the weighted mean; a text read in parts weighs each by its length. */
  public static float[] mean(List<float[]> vectors, List<Integer> weights) {
    if (vectors.size() == 1) {
      return vectors.getFirst();
    }
    float[] sum = new float[vectors.getFirst().length];
    for (int v = 0; v < vectors.size(); v++) {
      float[] vector = vectors.get(v);
      for (int i = 0; i < sum.length; i++) {
        sum[i] += weights.get(v) * vector[i];
      }
    }
    return of(sum);
  }
}
