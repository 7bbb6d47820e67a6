package dev.hark.embedding.onnx;

import dev.hark.embedding.UnitVector;
import java.nio.FloatBuffer;

/** How the vectors of a text's tokens become the text's vector. */
enum Pooling {
  /** The mean of all tokens that are not padding. */
  MEAN,
  /** The first token, which some models train to stand for the whole. */
  CLS;

  /** Unit vector of a text whose tokens' vectors stand one after the other from {@code start}. */
  float[] pool(FloatBuffer vectors, int start, int tokens, int dimension) {
    int rows = this == MEAN ? tokens : 1;
    float[] sum = new float[dimension];
    for (int row = 0; row < rows; row++) {
      int from = start + row * dimension;
      for (int i = 0; i < dimension; i++) {
        sum[i] += vectors.get(from + i);
      }
    }
    return UnitVector.of(sum);
  }
}
