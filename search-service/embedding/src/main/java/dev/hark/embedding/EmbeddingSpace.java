package dev.hark.embedding;

/**
 * A vector space: vectors of the same model can be compared, all others cannot.
 *
 * @param model names the model with everything that moves its vectors (weights, prefixes, pooling)
 * @param dimension numbers in a vector
 */
public record EmbeddingSpace(String model, int dimension) {
  public EmbeddingSpace {
    if (model.isBlank()) {
      throw new IllegalArgumentException("model must not be blank");
    }
    if (dimension < 1) {
      throw new IllegalArgumentException("dimension must be at least 1, not " + dimension);
    }
  }
}
