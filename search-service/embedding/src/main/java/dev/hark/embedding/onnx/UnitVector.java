package dev.hark.embedding.onnx;

import java.util.List;

/** Vectors of length 1, so that their dot product is their cosine. */
final class UnitVector {
  private UnitVector() {}

  /** Scales in place. A vector of zeros has no direction and gets the first axis's. */
  static float[] of(float[] vector) {
    double squares = 0;
    for (float value : vector) {
      squares += (double) value * value;
    }
    if (squares == 0) {
      vector[0] = 1;
      return vector;
    }
    float scale = (float) (1 / Math.sqrt(squares));
    for (int i = 0; i < vector.length; i++) {
      vector[i] *= scale;
    }
    return vector;
  }

  /** The direction of the weighted mean: one weight for each vector. */
  static float[] mean(List<float[]> vectors, List<Integer> weights) {
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
