package dev.hark.search.index;

import dev.hark.search.index.IndexFailure.BadEmbeddingException;
import java.util.Arrays;
import java.util.List;

/** A vector that can be compared by angle: every number finite, not all zero. Immutable. */
public final class Embedding {
  private final float[] numbers;

  private Embedding(float[] numbers) {
    this.numbers = numbers;
  }

  /**
   * Copies the numbers.
   *
   * @throws BadEmbeddingException when a model that works would not have made them
   */
  public static Embedding of(float[] numbers, int dimension) {
    if (numbers.length != dimension) {
      throw new BadEmbeddingException(
          "an embedding has %d numbers here, not %d".formatted(dimension, numbers.length));
    }
    double square = 0;
    for (float number : numbers) {
      square += (double) number * number;
    }
    if (!Double.isFinite(square) || square == 0) {
      throw new BadEmbeddingException("an embedding is finite and not zero");
    }
    return new Embedding(numbers.clone());
  }

  public int dimension() {
    return numbers.length;
  }

  /**
   * This direction, turned towards others of the same length: each counts by the share, this one
   * counts whole.
   */
  Embedding leaningTowards(List<Embedding> others, double share) {
    double[] sum = new double[numbers.length];
    addUnit(sum, 1);
    others.forEach(other -> other.addUnit(sum, share));
    float[] mixed = new float[sum.length];
    for (int i = 0; i < sum.length; i++) {
      mixed[i] = (float) sum[i];
    }
    return new Embedding(mixed);
  }

  private void addUnit(double[] sum, double share) {
    double square = 0;
    for (float number : numbers) {
      square += (double) number * number;
    }
    double factor = share / Math.sqrt(square);
    for (int i = 0; i < sum.length; i++) {
      sum[i] += factor * numbers[i];
    }
  }

  /** A copy of the numbers. */
  public float[] toArray() {
    return numbers.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Embedding embedding && Arrays.equals(numbers, embedding.numbers);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(numbers);
  }
}
