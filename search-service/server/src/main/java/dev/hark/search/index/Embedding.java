package dev.hark.search.index;

import java.util.Arrays;

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
